import { EnvironmentError, readConfig } from '../config/env.ts';
import { StartFailure } from './failure.ts';
import { type Running, Stack } from './stack.ts';
import { Steps } from './steps.ts';

const steps = new Steps();
let ending = false;

/** Tells why the start did not succeed, and what can be done. */
function explain(error: unknown): void {
  if (error instanceof EnvironmentError) console.error(error.message);
  else if (error instanceof StartFailure) console.error(`${error.message}\n${error.advice}`);
  else console.error(error);
}

function welcome({ apiUrl, temporal, seeded }: Running): void {
  console.log(`\nAnlao is ready after ${steps.total()}: ${apiUrl}`);
  console.log(`  API documentation  ${apiUrl}/docs`);
  if (temporal.uiUrl !== undefined) console.log(`  Temporal           ${temporal.uiUrl}`);
  if (seeded.created.length > 0) console.log(`  Users              ${seeded.created.join(', ')}`);
  if (seeded.password !== undefined) console.log(`  Their password     ${seeded.password}   (shown this once)`);
  console.log('  Ctrl-C stops everything.');
}

/** Starts the stack and keeps it until it is told to stop. */
async function run(): Promise<void> {
  const stack = new Stack(readConfig(process.env), steps);
  const end = async (code: number) => {
    if (ending) return;
    ending = true;
    if (code === 0) console.log('\nStopping …');
    await stack.stop();
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0));
  try {
    welcome(await stack.start(process.env, () => void end(0)));
  } catch (error) {
    if (!ending) explain(error);
    await end(1);
  }
}

await run().catch((error) => {
  explain(error);
  process.exit(1);
});
