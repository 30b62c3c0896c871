/**
 * Loaded first of all in the worker and its threads (`node --require`): has the threads that run workflows keep no stack trace of every promise.
 * The SDK takes this for a runtime without promise hooks, and goes on (docs/decisions/0023).
 */
const v8 = require('node:v8');
const { isMainThread } = require('node:worker_threads');

if (!isMainThread) {
  v8.promiseHooks.createHook = () => {
    throw new Error('no stacks of promises are kept here');
  };
}
