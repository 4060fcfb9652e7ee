/** What has to be remembered of an embedded database between two starts. It holds its passwords: only we may read it. */
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

export interface Passwords {
  readonly postgres: string;
  readonly owner: string;
  readonly app: string;
}

export interface Notes {
  readonly data: string;
  /** The port of the last start, taken again while it is free. */
  port: number;
  readonly passwords: Passwords;
}

export async function readNotes(file: string): Promise<Notes | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const notes = JSON.parse(text) as Notes;
  return { ...notes, data: path.resolve(path.dirname(file), notes.data) };
}

/** A data folder beside the notes is noted without its place, so that an installation can be moved as a whole. */
function asText(file: string, notes: Notes): string {
  const data = path.relative(path.dirname(file), notes.data);
  return JSON.stringify({ ...notes, data: data.startsWith('..') ? notes.data : data });
}

/** Two first starts at once: the notes of the quicker one are the ones that hold. */
export async function keepFirstNotes(file: string, notes: Notes): Promise<Notes> {
  const making = `${file}.${process.pid}`;
  await writeFile(making, asText(file, notes), { mode: 0o600 });
  const made = await link(making, file).then(
    () => true,
    () => false,
  );
  await rm(making);
  const kept = made ? notes : await readNotes(file);
  if (!kept) throw new Error(`${file} cannot be written.`);
  return kept;
}

export async function writeNotes(file: string, notes: Notes): Promise<void> {
  const making = `${file}.${process.pid}`;
  await writeFile(making, asText(file, notes), { mode: 0o600 });
  await rename(making, file);
}
