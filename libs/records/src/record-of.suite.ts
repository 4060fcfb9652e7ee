/** Records as the export writes them, and chains written anew over entries that somebody has changed. */
import { councilSession, type State } from '@kengesh/domain';
import { type Entry, entryHash, fold, GENESIS } from '@kengesh/journal';
import { headOf, recordHeader, recordSession, type SessionRecord } from './index.js';

/** The file of these entries: plain JSON, as whoever downloads it holds it; of a session prepared there, or as named. */
export function recordOf(entries: readonly Entry[], named?: SessionRecord['session']): SessionRecord {
  const state: State = fold(councilSession, entries);
  const provenance = {
    zone: 'Asia/Bishkek',
    exportedAt: '2026-03-10T12:00:00.000Z',
    software: 'kengesh 0',
    head: headOf(entries),
  };
  const header = recordHeader(named ?? recordSession(state.prepared!), provenance);
  return JSON.parse(JSON.stringify({ ...header, entries })) as SessionRecord;
}

/** Writes the chain anew over entries somebody has changed, as a forger with the whole file could. */
export function restamped(entries: readonly Entry[]): Entry[] {
  let prev = GENESIS;
  return entries.map((entry, index) => {
    const body = { ...entry, seq: index + 1, prev };
    prev = entryHash(prev, body);
    return { ...body, hash: prev };
  });
}
