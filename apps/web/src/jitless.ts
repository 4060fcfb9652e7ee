// Before the first schema is made: zod else tries whether it may make functions of text, which our policy forbids and the
// browser reports. Said where zod reads it (its `config` does no more), so that no page loads zod to be told.
declare global {
  var __zod_globalConfig: { jitless?: boolean } | undefined;
}
globalThis.__zod_globalConfig = { ...globalThis.__zod_globalConfig, jitless: true };

export {};
