/** The part of the standard that `engine.ts` uses; TypeScript declares it only together with a browser. */
declare namespace WebAssembly {
  function compile(bytes: Uint8Array): Promise<object>;
  function instantiate(code: object, imports: Record<string, object>): Promise<{ exports: { __wbindgen_start(): void } }>;
}
