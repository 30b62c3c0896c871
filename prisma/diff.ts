/** `npm run db:diff NAME` writes the migration from the existing ones to schema.prisma; `--check` instead of a name only looks. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../config/root.ts';
import { withThrowawayDatabase } from '../stack/postgres/throwaway.ts';
import { schemaFiles, withEngine } from './engine.ts';
import { migrationList, migrationsOnDisk } from './migrate.ts';

const [name = ''] = process.argv.slice(2);
const checking = name === '--check';
if (!checking && !/^[a-z0-9_]+$/.test(name)) {
  console.error('Give the migration a name in lower case, such as: npm run db:diff add_evidence');
  process.exit(1);
}
const script = await withThrowawayDatabase(difference);
if (script === undefined) console.log('The migrations say what schema.prisma says.');
else if (checking) {
  console.error(`schema.prisma and the migrations differ by:\n${script}`);
  process.exitCode = 1;
} else write(name, script);

/** The statements that lead from what the migrations make to the schema as it is written. */
async function difference(url: string): Promise<string | undefined> {
  const migrations = migrationList(await migrationsOnDisk());
  return withEngine(url, async (engine) => {
    const files = await schemaFiles();
    const filters = { externalTables: [], externalEnums: [] };
    const from = { tag: 'migrations' as const, ...migrations };
    const { stdout, exitCode } = await engine.diff({ from, to: { tag: 'schemaDatamodel', files }, script: true, exitCode: true, filters });
    const rest = withoutDroppedIndexes(stdout ?? '');
    return exitCode === 0 || rest === '' ? undefined : rest;
  });
}

/** Prisma would drop the indexes that it has no word for and that stand in the migrations alone; dropping one is written by hand. */
function withoutDroppedIndexes(sql: string): string {
  return sql.replace(/-- DropIndex\nDROP INDEX [^;]+;\n*/g, '').trim();
}

function write(title: string, script: string): void {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const target = path.join(root, 'prisma', 'migrations', `${stamp}_${title}`);
  mkdirSync(target, { recursive: true });
  writeFileSync(path.join(target, 'migration.sql'), `${script}\n`);
  console.log(`Written: ${path.relative(root, target)}/migration.sql. Read it before you commit it.`);
}
