/** Loaded into the processes that run test files, by NODE_OPTIONS: TypeScript, jest's functions with time limits, and an ear for the runner. */
import { register } from 'node:module';
import { register as understandTypeScript } from 'tsx/esm/api';

understandTypeScript();
register('./resolve.mjs', import.meta.url);
if (process.send) keepWhatIsTold();

/**
 * The runner answers the first process that asks for its settings by telling all of them, and those that ask later nothing. One that was told
 * before it began to listen would wait for ever: it hears it again when it asks. What comes is noted on its way and not listened for here: a
 * listener would have Node give out what is meant for one that is still to come.
 */
function keepWhatIsTold() {
  let told;
  const { emit, send } = process;
  process.emit = function (event, message, ...more) {
    if (event === 'message' && message?.type === 'jest-light-runner-worker-data') told = message;
    return emit.call(this, event, message, ...more);
  };
  process.send = function (message, ...more) {
    if (message === 'jest-light-runner-get-worker-data' && told) queueMicrotask(() => process.emit('message', told));
    return send.call(this, message, ...more);
  };
}
