const GLOBALS = new URL('./globals.mjs', import.meta.url).href;

/** Whoever imports jest's functions gets those of the runner. */
export const resolve = (specifier, context, next) =>
  specifier === '@jest/globals' ? { url: GLOBALS, shortCircuit: true } : next(specifier, context);
