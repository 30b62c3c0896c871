import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { readConfig } from '../../config/env.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import { StartFailure } from '../../stack/failure.ts';

const TYPES = ['complaint', 'filingCheck', 'rectification', 'referral'] as const;

/** `anlao rehearse TYPE`: shows what a policy will do, before it is in force. */
export const register = (program: Command): void => {
  program
    .command('rehearse <type>')
    .description(`run a case through to the end on a clock that skips time: ${TYPES.join(', ')}`)
    .option('--policy <code|file>', 'a jurisdiction whose policy ships, or a policy as a JSON file', '532626')
    .option('--idle', 'nobody acts: what does the ladder do?')
    .option('--json', 'the timeline as JSON')
    .action(async (type: string, { policy, idle = false, json }: { policy: string; idle?: boolean; json?: true }) => {
      const known = TYPES.find((t) => t === type);
      if (!known) throw new StartFailure(`There is no case type ${type}`, `Choose one of ${TYPES.join(', ')}.`);
      const { rehearse, lastDay } = await import('../rehearsal/rehearse.ts');
      const { findProgram } = await import('../../stack/temporal/find.ts');
      const { TEST_SERVER } = await import('../../stack/temporal/programs.ts');
      const { dayOf } = await import('../../domain/working-days.ts');
      const config = readConfig(process.env);
      const testServer = await findProgram(TEST_SERVER, { explicit: config.temporalTestServerPath, cacheFolder: config.cacheDir });
      const chosen = await policyOf(policy);
      const moments = await rehearse({ type: known, policy: chosen, idle, testServer });
      if (json) return console.log(JSON.stringify(moments, null, 2));
      console.log(`${known} under ${chosen.name} (${chosen.jurisdiction}, version ${chosen.version})${idle ? ', nobody acts' : ''}`);
      for (const { caseNo, at, kind, name, actor, stage, dueAt } of moments) {
        const who = kind === 'rung' ? '⏰' : actor;
        console.log(
          `${dayOf(at)}  ${caseNo}  ${kind === 'rung' ? `rung ${name}` : name}  ${who}  → ${stage}${dueAt ? `, until ${lastDay(dueAt)}` : ''}`,
        );
      }
    });
};

async function policyOf(named: string): Promise<Policy> {
  const { PACKS, validatePolicy } = await import('../../domain/policy/index.ts');
  const pack = PACKS.find((p) => p.jurisdiction === named);
  if (pack) return pack;
  const text = await readFile(named, 'utf8').catch(() => undefined);
  if (text === undefined)
    throw new StartFailure(
      `No policy ships for ${named}, and there is no such file`,
      `Shipped: ${PACKS.map((p) => p.jurisdiction).join(', ')}.`,
    );
  const policy = JSON.parse(text) as Policy;
  const problems = validatePolicy(policy);
  if (problems.length > 0)
    throw new StartFailure(problems.map((p) => `${p.field}: ${p.message}`).join('\n'), 'Mend the policy and try again.');
  return policy;
}
