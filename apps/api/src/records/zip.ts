/** Files that belong together in one archive, packed as the reader takes it: no file is ever there as a whole. */
import { Readable } from 'node:stream';
import { Zip, ZipDeflate } from 'fflate';

export interface ZippedFile {
  readonly name: string;
  readonly pieces: AsyncIterable<string> | Iterable<string>;
}

/** @param at instant that the archive gives as the time of its files */
export const zipOf = (files: readonly ZippedFile[], at: string): Readable => Readable.from(packed(files, at));

async function* packed(files: readonly ZippedFile[], at: string): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    ready.push(bytes);
  });
  const taken = () => {
    const some = ready.filter(bytes => bytes.length > 0);
    ready = [];
    return some;
  };
  const encoder = new TextEncoder();
  for (const { name, pieces } of files) {
    const file = new ZipDeflate(name);
    file.mtime = at;
    zip.add(file);
    for await (const piece of pieces) {
      file.push(encoder.encode(piece));
      yield* taken();
    }
    file.push(new Uint8Array(0), true);
    yield* taken();
  }
  zip.end();
  yield* taken();
}
