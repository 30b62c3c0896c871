/** Run as `sdk-download.ts PROGRAM VERSION FOLDER`: lets the SDK download a server into the folder, by starting it once. */
import { TestWorkflowEnvironment } from '@temporalio/testing';

const [name, version, downloadDir] = process.argv.slice(2);
const server = { executable: { type: 'cached-download', version: `v${version}`, downloadDir } } as const;
const environment =
  name === 'temporal'
    ? await TestWorkflowEnvironment.createLocal({ server })
    : await TestWorkflowEnvironment.createTimeSkipping({ server });
await environment.teardown();
