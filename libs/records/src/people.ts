/**
 * The person beside the seat (REC-21): names as they were when the session was prepared, kept beside its journal. Who was
 * charged with something is whom the roll names for the seat; who acted is whoever sat there at that moment.
 */
import { localizedText, participantOf, type Role, type State, type Wording } from '@kengesh/domain';
import { type PhraseKey, phrase } from '@kengesh/phrases';
import type { Cell, Reader } from './table.js';

/** `not_kept`: there was a name, and nothing that is kept matches its hash. `erased`: it was taken away on request. */
export type PersonName = { readonly name: string } | { readonly missing: 'not_kept' | 'erased' };
/** By participant. Whoever is not in it had no name when the session was prepared. */
export type Names = ReadonlyMap<string, PersonName>;

/** A participant with office and name, as JSON holds it. */
export interface PersonLine {
  readonly participant: string;
  readonly seat: string | null;
  readonly label: Wording;
  readonly role: Role;
  readonly name: string | null;
  /** Why there is no name, where there was one. */
  readonly missing?: 'not_kept' | 'erased';
}

export function peopleReport(state: State, names: Names): readonly PersonLine[] {
  return (state.prepared?.participants ?? []).map(({ id, seat, label, role }) => {
    const found = names.get(id);
    const line = { participant: id, seat, label, role };
    if (!found) return { ...line, name: null };
    return 'name' in found ? { ...line, name: found.name } : { ...line, name: null, missing: found.missing };
  });
}

/** Asked by the tables for the cells of persons. */
export interface People {
  /** Whether any seat has a name to show, or to miss. */
  readonly seated: boolean;
  cell(participant: string | null): Cell;
  /** Whom the roll names for the seat. */
  ofSeat(seat: string | null): Cell;
  /** Who sat on the seat at that instant: its own participant, or a substitute. */
  sitting(seat: string, at: string): Cell;
  /** Several seats, in the order given; null where none has a name. */
  ofSeats(seats: readonly (string | null)[], reader: Reader): Cell;
  /** Office and name in one text: "Secretary (A. Name)". */
  said(participant: string, reader: Reader): string;
}

export function peopleOf(state: State, names: Names): People {
  const owners = new Map<string, string>();
  for (const { id, seat } of state.prepared?.participants ?? []) if (seat !== null) owners.set(seat, id);
  const substitutes = state.represent?.substitutes ?? [];
  const cell = (participant: string | null | undefined): Cell => {
    const found = participant ? names.get(participant) : undefined;
    if (!found) return null;
    return 'name' in found ? found.name : { phrase: `exports.person.${found.missing}` };
  };
  const worded = (found: Cell, { language }: Reader) =>
    typeof found === 'object' && found !== null ? phrase(language, found.phrase as PhraseKey) : found;
  const ofSeat = (seat: string | null) => cell(seat === null ? null : owners.get(seat));
  return {
    seated: [...owners.values(), ...substitutes.map(one => one.participant)].some(one => names.has(one)),
    cell,
    ofSeat,
    sitting(seat, at) {
      const substitute = substitutes.find(
        one => one.seat === seat && one.from <= at && (one.to === null || at < one.to),
      );
      return cell(substitute?.participant ?? owners.get(seat));
    },
    ofSeats(seats, reader) {
      const found = seats.map(ofSeat);
      if (found.every(one => one === null)) return null;
      return found.map(one => worded(one, reader) ?? '—').join('; ');
    },
    said(participant, reader) {
      const label = localizedText(participantOf(state, participant)?.label ?? {}, reader.language) || participant;
      const name = worded(cell(participant), reader);
      return name === null ? label : `${label} (${name})`;
    },
  };
}

/** Where no names are at hand. */
export const UNNAMED: People = {
  seated: false,
  cell: () => null,
  ofSeat: () => null,
  sitting: () => null,
  ofSeats: () => null,
  said: participant => participant,
};
