/**
 * Long messages come packed. To unpack one takes a moment, and what comes meanwhile waits for it: news is taken in the order in
 * which it came.
 */

/** An event and its value. */
export type ServerEvent = readonly [event: string, value: unknown];
export type Unpack = (body: ArrayBuffer) => Promise<ServerEvent>;

export function canUnpack(): boolean {
  try {
    return new DecompressionStream('deflate-raw') !== undefined;
  } catch {
    return false;
  }
}

export const unpack: Unpack = body =>
  new Response(new Blob([body]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).json();

/** @param failed what came could not be unpacked: ask for it plain */
export function createOrderedInbox(take: (said: ServerEvent) => void, failed: () => void, open: Unpack = unpack) {
  let last = Promise.resolve();
  let waiting = 0;
  let line = 0;

  function behind(work: Promise<ServerEvent>): void {
    const [of, before] = [line, last];
    waiting++;
    last = (async () => {
      try {
        const said = await work;
        await before;
        if (of === line) take(said);
      } catch {
        if (of === line) failed();
      }
      if (of === line) waiting--;
    })();
  }

  return {
    plain(said: ServerEvent): void {
      if (waiting > 0) behind(Promise.resolve(said));
      else take(said);
    },
    packed(body: ArrayBuffer): void {
      behind(open(body));
    },
    /** What another line brought is not taken any more. */
    reset(): void {
      line++;
      waiting = 0;
      last = Promise.resolve();
    },
  };
}
