import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Command } from 'commander';
import { EnvironmentError } from '../config/env.ts';
import { StartFailure } from '../stack/failure.ts';

/** What a file in commands/ exports: it adds its command. */
export interface CommandModule {
  register(program: Command): void;
}

const program = new Command('anlao').description('安老: casework for the supervision of elder-care institutions').version('0.1.0');
const folder = path.join(import.meta.dirname, 'commands');
for (const file of (await readdir(folder)).sort()) {
  const module: CommandModule = await import(pathToFileURL(path.join(folder, file)).href);
  module.register(program);
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof StartFailure) console.error(`${error.message}\n${error.advice}`);
  else if (error instanceof EnvironmentError) console.error(error.message);
  else throw error;
  process.exitCode = 1;
}
