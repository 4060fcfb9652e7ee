/**
 * Every vote as it was held: what was put, by which rule, who was entitled and why others were not, the count, and of a
 * named vote each seat's choice. Of a secret vote no line ties a seat to a choice (REC-06). Rule and base are the vote's
 * own, frozen when it was opened, not today's settings (REC-02).
 */
import {
  ballotsBySeat,
  type Channel,
  type Choice,
  entryOf,
  leftBefore,
  ONE_VOTE,
  type Outcome,
  type QuorumFinding,
  type RegisterRow,
  type Result,
  type State,
  type Threshold,
  type TieRule,
  type Voting,
  type Wording,
} from '@kengesh/domain';
import type { Entry } from '@kengesh/journal';

type VotingEntry = Pick<Entry, 'seq' | 'type' | 'data'>;

export interface VoteReport extends Way {
  /** 1, 2, 3 … in the order of opening. */
  readonly number: number;
  readonly voting: string;
  readonly item: { readonly id: string; readonly number: number; readonly title: Wording } | null;
  readonly kind: Voting['kind'];
  readonly method: Voting['method'];
  /** What was put: the text with version and hash, or the office. */
  readonly motion: Voting['motion'];
  readonly office: Voting['office'];
  readonly runoffOf: string | null;
  readonly rule: (Threshold & { readonly key: string }) | null;
  readonly tie: TieRule;
  readonly quorum: QuorumFinding;
  readonly statutory: number;
  readonly filled: number;
  readonly entitled: number;
  readonly register: readonly (RegisterRow & Omit<ToldLine, 'line'>)[];
  /** The same one after another, each line as it stands in the vote: a long session has many. */
  readonly told: () => Iterable<ToldLine>;
  /** Whether some seat has more than one vote, or less. */
  readonly weighs: () => boolean;
  readonly choices: readonly (Choice & { readonly count: number | null })[];
  readonly openedAt: string;
  readonly openedSeq: number | null;
  /** null: still open; then nothing of the count is here. */
  readonly closedAt: string | null;
  readonly closedSeq: number | null;
  readonly result: (Omit<Result, 'counts'> & { readonly outcome: Outcome }) | null;
  /** Both halves of a two-person act were of one hand, for there was no third person (SEC-21). */
  readonly oneHand?: true;
  /** How many said that the text was received. */
  readonly acknowledgedBy?: number;
}

/** A line of a register with what the roll says of its seat. */
export interface ToldLine {
  readonly line: RegisterRow;
  readonly label: Wording;
  readonly delegation: string;
  /** Who votes for this seat, where that is not its own participant: the holder of its proxy, or a substitute. */
  readonly votedBy?: { readonly participant: string; readonly label: Wording | null };
  /** Of a show of hands, where a ballot is counted without a name: how this seat's own came, if it had one. */
  readonly channel?: Channel;
  /** Of a named ballot that came after whoever cast it had left: when they left, and when it came (PROC-30). */
  readonly after?: { readonly left: string; readonly cast: string };
  /** Of a secret vote: it was given a paper. Whether that was handed in nobody knows. */
  readonly paper?: true;
}

/** How the vote was taken, a test, void and repeated. Nothing of it shows who chose what. */
type Way = Pick<
  Voting,
  'way' | 'consensus' | 'minAcknowledged' | 'test' | 'repeats' | 'revoteOf' | 'voided' | 'election' | 'countsBy'
> & {
  /** Where a compound rule was settled on a tie. */
  readonly presiding?: string | null;
};

/** @param entries where it is not asked in which entries a vote was opened and closed, none will do */
export function votesReport(state: State, entries: Iterable<VotingEntry> = []): readonly VoteReport[] {
  const seqs = new Map<string, number>();
  const byOneHand = new Set<unknown>();
  for (const { seq, type, data } of entries) {
    if (data.oneHand === true) byOneHand.add(data.voting);
    if (type === 'voting.opened') seqs.set(`opened ${String(data.id)}`, seq);
    if (type === 'voting.closed') seqs.set(`closed ${String(data.voting)}`, seq);
  }
  const seqOf = (what: string, voting: string) => seqs.get(`${what} ${voting}`) ?? null;
  const toldBy = teller(state);
  // The state's list is in the order of the journal.
  return Object.values(state.votings).map((voting, index): VoteReport => {
    const result = voting.result;
    const told = () => toldBy(voting);
    return {
      number: index + 1,
      voting: voting.id,
      item: itemOf(state, voting.item),
      kind: voting.kind,
      method: voting.method,
      motion: voting.motion,
      office: voting.office,
      runoffOf: voting.runoffOf,
      rule: voting.threshold,
      tie: voting.tie,
      quorum: voting.quorum,
      statutory: voting.statutory,
      filled: voting.filled,
      entitled: voting.register.filter(line => line.entitled).length,
      // Drawn up when it is asked for: all registers of a long session at once would be the whole of it over again.
      get register() {
        return Array.from(told(), ({ line, ...more }) => ({ ...line, ...more }));
      },
      told,
      weighs: () => voting.register.some(line => (line.weight ?? ONE_VOTE) !== ONE_VOTE),
      choices: voting.choices.map(choice => ({ ...choice, count: result ? (result.counts[choice.id] ?? 0) : null })),
      openedAt: voting.openedAt,
      openedSeq: seqOf('opened', voting.id),
      closedAt: voting.closedAt,
      closedSeq: seqOf('closed', voting.id),
      result: result && publicResult(voting, result),
      ...wayOf(voting),
      ...(byOneHand.has(voting.id) ? { oneHand: true as const } : {}),
    };
  });
}

/** Whoever votes for a seat without being its own participant. A named ballot says who cast it; else who was to. */
function teller(state: State): (voting: Voting) => Iterable<ToldLine> {
  const seats = new Map(state.prepared?.seats.map(seat => [seat.id, seat]));
  const participants = new Map(state.prepared?.participants.map(one => [one.id, one]));
  return function* (voting) {
    const ballots = voting.method === 'named' && voting.result ? ballotsBySeat(state, voting.id) : undefined;
    const papers = new Set(voting.paper?.seats);
    const byHands = voting.way === 'hands' && !voting.voided;
    for (const line of voting.register) {
      const seat = seats.get(line.seat);
      // Only where others may hold the ballot does it matter who cast it.
      const ballot = entryOf(ballots, line.seat);
      const cast = line.by && ballot?.by;
      const voter = cast !== undefined && line.by?.includes(cast) ? cast : line.entitled ? line.participant : null;
      const own = voter === null ? undefined : participants.get(voter);
      const channel = byHands ? ballot?.channel : undefined;
      const left = ballot ? leftBefore(state, voting, line, ballot) : null;
      const told = {
        ...{ line, label: seat?.label ?? {}, delegation: seat?.delegation ?? '' },
        ...(channel ? { channel } : {}),
        ...(ballot && left ? { after: { left, cast: ballot.at } } : {}),
        ...(papers.has(line.seat) ? { paper: true as const } : {}),
      };
      if (voter === null || own?.seat === line.seat) yield told;
      else yield { ...told, votedBy: { participant: voter, label: own?.label ?? null } };
    }
  };
}

function wayOf(voting: Voting): Partial<VoteReport> {
  const { way, consensus, minAcknowledged, acknowledged, test, repeats, revoteOf, voided, election, countsBy } = voting;
  const closed = voting.closedAt !== null;
  const found = {
    ...{ way, consensus, minAcknowledged, test, repeats, revoteOf, voided, election, countsBy },
    acknowledgedBy: closed ? acknowledged?.length : undefined,
    presiding: voting.result?.parts ? voting.presiding : undefined,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as Partial<VoteReport>;
}

/** Even where a journal held ballots of a secret vote, no report shows them (REC-06). */
function publicResult(voting: Voting, { counts: _, ...result }: Result): NonNullable<VoteReport['result']> {
  return voting.method === 'secret' ? { ...result, ballots: null } : result;
}

export function itemOf(state: State, item: string | null): VoteReport['item'] {
  const index = state.agenda.items.findIndex(one => one.id === item);
  const found = state.agenda.items[index];
  return found ? { id: found.id, number: index + 1, title: found.title } : null;
}
