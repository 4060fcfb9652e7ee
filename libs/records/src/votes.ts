/**
 * Every vote as it was held: what was put, by which rule, who was entitled and why others were not, the count, and of a
 * named vote each seat's choice. Of a secret vote no line ties a seat to a choice (REC-06). Rule and base are the vote's
 * own, frozen when it was opened, not today's settings (REC-02).
 */
import {
  type Choice,
  type Outcome,
  participantOf,
  type QuorumFinding,
  type RegisterLine,
  type Result,
  type State,
  type Threshold,
  type TieRule,
  type Voting,
  type Wording,
} from '@kengesh/domain';
import type { Entry } from '@kengesh/journal';

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
  readonly register: readonly (RegisterLine & {
    readonly label: Wording;
    readonly delegation: string;
    /** Who votes for this seat, where that is not its own participant: the holder of its proxy, or a substitute. */
    readonly votedBy?: { readonly participant: string; readonly label: Wording | null };
  })[];
  readonly choices: readonly (Choice & { readonly count: number | null })[];
  readonly openedAt: string;
  readonly openedSeq: number | null;
  /** null: still open; then nothing of the count is here. */
  readonly closedAt: string | null;
  readonly closedSeq: number | null;
  readonly result: (Omit<Result, 'counts'> & { readonly outcome: Outcome }) | null;
  /** How many said that the text was received. */
  readonly acknowledgedBy?: number;
}

/** How the vote was taken, a test, void and repeated. Nothing of it shows who chose what. */
type Way = Pick<
  Voting,
  'way' | 'consensus' | 'minAcknowledged' | 'test' | 'repeats' | 'revoteOf' | 'voided' | 'election'
> & {
  /** Where a compound rule was settled on a tie. */
  readonly presiding?: string | null;
};

export function votesReport(state: State, entries: Iterable<Entry>): readonly VoteReport[] {
  const seqs = new Map<string, number>();
  for (const { seq, type, data } of entries) {
    if (type === 'voting.opened') seqs.set(`opened ${String(data.id)}`, seq);
    if (type === 'voting.closed') seqs.set(`closed ${String(data.voting)}`, seq);
  }
  const seqOf = (what: string, voting: string) => seqs.get(`${what} ${voting}`) ?? null;
  const votings = Object.values(state.votings).sort(
    (one, other) => (seqOf('opened', one.id) ?? 0) - (seqOf('opened', other.id) ?? 0),
  );
  const seats = new Map(state.prepared?.seats.map(seat => [seat.id, seat]));
  return votings.map((voting, index) => {
    const result = voting.result;
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
        const ballots = voting.method === 'named' && result ? state.ballots[voting.id] : undefined;
        return voting.register.map(line => {
          const seat = seats.get(line.seat);
          const cast = ballots?.[line.seat]?.by;
          const votedBy = standIn(state, line, cast);
          const told = { ...line, label: seat?.label ?? {}, delegation: seat?.delegation ?? '' };
          return votedBy ? { ...told, votedBy } : told;
        });
      },
      choices: voting.choices.map(choice => ({ ...choice, count: result ? (result.counts[choice.id] ?? 0) : null })),
      openedAt: voting.openedAt,
      openedSeq: seqOf('opened', voting.id),
      closedAt: voting.closedAt,
      closedSeq: seqOf('closed', voting.id),
      result: result && publicResult(voting, result),
      ...wayOf(voting),
    };
  });
}

/** Whoever votes for a seat without being its own participant. A named ballot says who cast it; else who was to. */
function standIn(state: State, line: RegisterLine, cast: string | undefined) {
  const voter = cast !== undefined && (line.by ?? []).includes(cast) ? cast : line.entitled ? line.participant : null;
  const own = voter === null ? undefined : participantOf(state, voter);
  if (voter === null || own?.seat === line.seat) return null;
  return { participant: voter, label: own?.label ?? null };
}

function wayOf(voting: Voting): Partial<VoteReport> {
  const { way, consensus, minAcknowledged, acknowledged, test, repeats, revoteOf, voided, election } = voting;
  const closed = voting.closedAt !== null;
  const found = {
    ...{ way, consensus, minAcknowledged, test, repeats, revoteOf, voided, election },
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
