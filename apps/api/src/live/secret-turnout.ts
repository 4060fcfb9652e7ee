/**
 * Who has voted in a secret vote, as the bureau may know it while it is open: how many at once, the names only when three
 * more have voted, so that no name can be tied to the moment of a ballot (PROC-29).
 */
import { presenceOf, type State, type Voting } from '@kengesh/domain';

/** So many new ballots have come before their names are told, all together. */
const TOGETHER = 3;

export class SecretTurnout {
  private voting: string | null = null;
  private told: readonly string[] = [];
  /** How many had voted when the names were told last, or when this vote was first looked at. */
  private since = 0;

  /** The names that may be told now; `voted` are those of this moment. */
  namesOf({ id, register }: Pick<Voting, 'id' | 'register'>, voted: readonly string[]): readonly string[] {
    if (this.voting !== id) {
      this.voting = id;
      this.told = [];
      this.since = voted.length;
    }
    // Where everybody has voted no name says anything.
    const all = voted.length === register.filter(line => line.entitled).length;
    if (all || voted.length - this.since >= TOGETHER) {
      this.told = [...voted].sort();
      this.since = voted.length;
    }
    return this.told;
  }
}

/** Entitled seats that have not voted and whose voter is not here, or on a line that was lost: they need help now. */
export function lostVoters(state: State, { register }: Pick<Voting, 'register'>, voted: readonly string[]): string[] {
  const done = new Set(voted);
  return register.flatMap(({ seat, participant, entitled }) => {
    if (!entitled || done.has(seat)) return [];
    const presence = participant === null ? undefined : presenceOf(state, participant);
    return presence?.here && presence.lostAt === null ? [] : [seat];
  });
}
