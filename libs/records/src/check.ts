/**
 * The check of a record by whoever holds one: does every stamp follow from the one before, do the results follow from
 * the ballots, do the decisions say what was voted. It needs nothing but the file, and names the first entry that is wrong.
 */
import {
  closedResult,
  councilSession,
  countVote,
  inPresence,
  SPOILED,
  type State,
  textHash,
  type Voting,
  type Wording,
} from '@kengesh/domain';
import { type ChainFault, canonical, type Entry, evolve, type Json, verifyChain } from '@kengesh/journal';
import { RECORD_FORMAT, recordSession } from './record.js';

/** What is wrong with the contents of an entry whose stamp is right. */
export type ContentFault =
  | 'session' // the file names another session than its entries
  | 'sum' // present is not the sum of choices, invalid and not voting (REC-01)
  | 'tally' // the result does not follow from the ballots
  | 'ballots' // the published ballots are not the ones that were cast
  | 'text' // a text and its hash differ (REC-03)
  | 'decision' // a decision without the vote that adopted it, or in other words
  | 'secret'; // a secret vote that shows who chose what (REC-06)

export interface RecordFault {
  readonly seq: number;
  readonly fault: ChainFault | ContentFault;
  /** The vote or decision concerned. */
  readonly about: string | null;
}

/**
 * `head`: what the record was held against. `given`: all of it is stamped by the head that was given. `partly`: entries up to
 * `proven` are, the later ones agree only with themselves. `none`: no head was given.
 */
export interface RecordVerdict {
  readonly faults: readonly RecordFault[];
  readonly count: number;
  readonly head: string;
  readonly against: 'given' | 'partly' | 'none';
  readonly proven: number;
  /** Votes whose results were recomputed. */
  readonly votes: { readonly named: number; readonly secret: number };
}

/** What makes a file no record at all: where, and what was expected there. */
export interface Malformed {
  readonly malformed: true;
  readonly path: string;
  readonly expected: 'object' | 'format' | 'entries' | 'some_entries' | 'head' | 'session';
}

/** @param given a head hash that somebody else kept: printed in the minutes, mailed to the members */
export function checkRecord(file: unknown, given?: string): RecordVerdict | Malformed {
  const wrong = (path: string, expected: Malformed['expected']): Malformed => ({ malformed: true, path, expected });
  if (!isObject(file)) return wrong('', 'object');
  if (file.format !== RECORD_FORMAT) return wrong('format', 'format');
  const { entries, head, session } = file;
  if (!Array.isArray(entries)) return wrong('entries', 'entries');
  if (entries.length === 0) return wrong('entries', 'some_entries');
  if (!isObject(head) || !Number.isSafeInteger(head.seq) || typeof head.hash !== 'string') return wrong('head', 'head');
  if (!isObject(session) || typeof session.id !== 'string') return wrong('session', 'session');

  const chain = verifyChain(entries, given === undefined ? {} : { head: given });
  const nothing = { count: entries.length, head: head.hash, against: 'none', proven: 0 } as const;
  if (!chain.intact) {
    const fault = { seq: chain.seq, fault: chain.reason, about: null };
    return { ...nothing, faults: [fault], votes: { named: 0, secret: 0 } };
  }
  const found = checkContents(entries as readonly Entry[], session);
  // A file cut short is a chain that agrees with itself: only the head it names tells.
  if (head.seq !== chain.count || head.hash !== chain.head)
    found.faults.push({ seq: chain.count, fault: 'head', about: null });
  return {
    faults: found.faults,
    count: chain.count,
    head: chain.head,
    against: given === undefined ? 'none' : chain.proven === chain.count ? 'given' : 'partly',
    proven: chain.proven,
    votes: found.votes,
  };
}

interface Contents {
  readonly faults: RecordFault[];
  readonly votes: { named: number; secret: number };
}

function checkContents(entries: readonly Entry[], session: Readonly<Record<string, unknown>>): Contents {
  const faults: RecordFault[] = [];
  const votes = { named: 0, secret: 0 };
  let state: State = councilSession.initial;
  let prepared: Entry | undefined;
  for (const entry of entries) {
    const { seq, type, data } = entry;
    const say = (fault: ContentFault, about: unknown = null) =>
      faults.push({ seq, fault, about: about === null ? null : String(about) });
    try {
      if (type === 'session.prepared') prepared = entry;
      if (type === 'motion.submitted' || type === 'motion.revised') {
        if (textHash(data.text as Wording) !== data.hash) say('text', data.id);
      }
      const before = state;
      state = evolve(councilSession, state, entry);
      if (type === 'voting.opened') {
        const motion = data.motion as Voting['motion'];
        // A test vote is on words of its own, which no motion holds.
        const known = data.test === true ? motion?.hash : before.motions[motion?.id ?? '']?.hash;
        if (motion && (textHash(motion.text) !== motion.hash || known !== motion.hash)) say('text', motion.id);
      }
      if (type === 'voting.closed') {
        const voting = state.votings[String(data.voting)];
        if (!voting) say('tally', data.voting);
        else {
          votes[voting.method] += 1;
          for (const fault of faultsOfVote(voting, before)) say(fault, voting.id);
        }
      }
      if (type === 'decision.made') {
        const voting = before.votings[String(data.voting)];
        if (textHash(data.text as Wording) !== data.hash) say('text', data.id);
        if (voting?.result?.outcome !== 'adopted' || voting.motion?.hash !== data.hash) say('decision', data.id);
      }
    } catch {
      // Stamped, but not of the shape its type promises: no software of ours wrote this.
      faults.push({ seq, fault: 'shape', about: type });
    }
  }
  // The head of the file carries no stamp of its own: it must say what the last preparation says.
  if (
    prepared &&
    state.prepared &&
    canonical({ ...recordSession(state.prepared) } as Json) !== canonical(session as Json)
  )
    faults.push({ seq: prepared.seq, fault: 'session', about: null });
  return { faults, votes };
}

function faultsOfVote(voting: Voting, before: State): ContentFault[] {
  const result = voting.result!;
  const faults: ContentFault[] = [];
  // One ballot of an election may hold several votes.
  const turnout = result.election?.turnout;
  const counted = turnout
    ? turnout.cast - turnout.invalid
    : Object.values(result.counts).reduce((sum, one) => sum + one, 0);
  const entitled = voting.register.filter(inPresence).length;
  if (result.present !== entitled || result.present !== counted + result.invalid + result.notVoting) faults.push('sum');
  if (voting.method === 'secret') {
    if (result.ballots !== null || before.ballots[voting.id]) faults.push('secret');
    // Several names on one secret ballot cannot be told apart again from their sums.
    if (result.election) return faults;
    // Which seat chose what is nowhere; what was chosen altogether is in the counts, and from it the rest must follow.
    const counted = Object.entries(result.counts).flatMap(([choice, count]) => Array<string>(count).fill(choice));
    const contents = [...counted, ...Array<string>(result.invalid).fill(SPOILED)];
    const { way: _, paper: __, ...plain } = voting;
    const found = countVote(before, plain, { keys: result.voted, contents });
    const papers = result.paper ? { paper: result.paper } : {};
    const again = closedResult(before, voting, { ...found, ...papers });
    if (canonical(again as unknown as Json) !== canonical(result as unknown as Json)) faults.push('tally');
    return faults;
  }
  const cast = before.ballots[voting.id] ?? {};
  const seats = Object.keys(cast).sort();
  const ballots = seats.map(seat => ({ seat, choice: cast[seat]!.choice, channel: cast[seat]!.channel }));
  const namesNobody = voting.way === 'hands' || voting.way === 'no_objection' || voting.way === 'silence';
  if (!namesNobody && canonical(ballots) !== canonical(result.ballots)) faults.push('ballots');
  const count = result.election;
  const seed = count?.tie?.lot?.seed ?? count?.rounds.find(round => round.tie?.lot)?.tie?.lot?.seed ?? null;
  const again = closedResult(before, voting, countVote(before, voting, { keys: [], contents: [] }, seed));
  if (canonical(again as unknown as Json) !== canonical(result as unknown as Json)) faults.push('tally');
  return faults;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
