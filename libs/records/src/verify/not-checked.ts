/** What a record cannot tell, by name: nobody is to take "agrees" for more than was recomputed. */
import { councilSession, holdsSeveral, procedureOf, type State, type Voting } from '@kengesh/domain';
import { type Entry, fold } from '@kengesh/journal';

export const NOT_CHECKED = [
  'secret_ballots', // what each secret ballot said, and that it was cast by whom the register lets: only sums are left
  'secret_marks', // which names stood together on the ballots of a secret election
  'papers', // what the tellers counted: only their sum with the devices is told
  'seeds', // that a lot's seed was drawn in public, after the count
  'texts_beside', // texts kept beside the chain, of which it holds the hash
  'persons', // who the people behind the offices are
  'reports', // what the server recorded from outside: lines lost and back, recordings, who was told what by telephone
  'register', // that the numbers given are the next of the council's register
  'clock', // that the server's clock was right
  'file_head', // when and by which program the file was written
  'open_end', // that nothing followed: the session was not closed
  'old_rules', // what procedure 1 allowed and the present rules do not
] as const;
export type NotCheckedCode = (typeof NOT_CHECKED)[number];

export interface NotChecked {
  readonly code: NotCheckedCode;
  /** The votes concerned, where it is about votes. */
  readonly about: readonly string[];
}

/** Of a record without a fault: what of it was taken as it stands. */
export function notCheckedIn(entries: readonly Entry[]): readonly NotChecked[] {
  const state: State = fold(councilSession, entries);
  const types = new Set(entries.map(entry => entry.type));
  const counted = Object.values(state.votings).filter(voting => voting.result !== null);
  const votes = (which: (voting: Voting) => boolean) => counted.filter(which).map(voting => voting.id);
  const isSecret = ({ method }: Voting) => method === 'secret';
  const drawn = ({ roll, lotDue }: Voting) => roll !== undefined || lotDue !== undefined;
  const about: { readonly [C in NotCheckedCode]: readonly string[] | boolean } = {
    secret_ballots: votes(isSecret),
    secret_marks: votes(voting => isSecret(voting) && holdsSeveral(voting)),
    papers: votes(voting => voting.paper !== undefined),
    seeds: votes(drawn),
    texts_beside: types.has('decision.remarked') || types.has('task.reported'),
    persons: true,
    reports: ['attendance.lost', 'recording.confirmed', 'recording.failed', 'voting.assistAsked'].some(type =>
      types.has(type),
    ),
    register: types.has('decision.numbered'),
    clock: true,
    file_head: true,
    open_end: state.session.phase !== 'closed',
    // Entries before an opening under a later number were decided as then, too.
    old_rules: procedureOf(state) < 2 || entries[0]?.data.procedure === undefined,
  };
  return NOT_CHECKED.flatMap(code => {
    const found = about[code];
    if (typeof found === 'boolean') return found ? [{ code, about: [] }] : [];
    return found.length > 0 ? [{ code, about: found }] : [];
  });
}
