/**
 * `npm run prove:release`: carries 1,000 open cases in every stage, one in five of them in the middle of an effect, over to other code and back, and
 * shows that no rung, document or message was lost or doubled. Another number of cases may be given.
 */
import { proveRelease } from '../../test/harness/release-proof.ts';
import { startServers, stopServers } from '../../test/harness/servers.ts';

const cases = Number(process.argv[2] ?? 1_000);
await startServers();
try {
  const { differences, ...proof } = await proveRelease({ cases, wave: 50, andBack: true, say: console.error });
  console.log(JSON.stringify(proof, null, 2));
  for (const difference of differences.slice(0, 20)) console.error(difference);
  console.log(`${proof.cases} cases carried over and back, ${differences.length} of them lost or doubled something.`);
  if (differences.length > 0) process.exitCode = 1;
} finally {
  await stopServers();
}
