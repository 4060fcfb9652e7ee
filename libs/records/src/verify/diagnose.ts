/** What is wrong with an entry, in the words of a verdict: from what the rules make of the state before it. */
import { mayBeActed, type State, textHash, type Wording } from '@kengesh/domain';
import { type Entry, isSameJson, type Json, type JsonObject, type Refusal } from '@kengesh/journal';
import type { Mismatch } from './replay.js';

/** What is wrong with the contents of an entry whose hash is right. */
export type ContentFault =
  | 'session' // the file names another session than its entries
  | 'start' // the record does not begin with the preparation of the session
  | 'command' // no command can have made these entries: parts, moment, or a command answered twice
  | 'time' // no instant, or not at this moment
  | 'rule' // the rules allow no act at that moment that makes this entry
  | 'follows' // not what follows from the entries before it
  | 'missing' // what follows from it is not there
  | 'sum' // present is not the sum of choices, invalid and not voting (REC-01)
  | 'tally' // the result does not follow from the ballots
  | 'ballots' // the published ballots are not the ones that were cast
  | 'register' // who may vote is not what roll and attendance say
  | 'quorum' // the quorum is not what attendance or ballots say
  | 'text' // a text and its hash differ (REC-03)
  | 'decision' // a decision without the vote that adopted it, or in other words
  | 'office' // an office to somebody who was not elected to it
  | 'number' // a number or an id out of its order
  | 'secret'; // a secret vote that shows who chose what (REC-06)

export interface Finding {
  readonly seq: number;
  readonly fault: ContentFault;
  /** The vote, motion or decision concerned. */
  readonly about: string | null;
  /** Why nobody could have done it then. */
  readonly refusal?: Refusal;
}

/** Every fault that one mismatch shows, the first entry that is wrong first. */
export function diagnosed(group: readonly Entry[], { at, expected, refusal, before, impossible }: Mismatch): Finding[] {
  const entry = group[Math.min(at, group.length - 1)]!;
  const { seq, type, data } = entry;
  const about = aboutOf(data);
  if (textFault(data)) return [{ seq, fault: 'text', about }];
  if (refusal) {
    const found = faultOfRefused(type, refusal);
    return [{ seq, fault: found, about, refusal }];
  }
  if (at >= group.length) return [{ seq, fault: 'missing', about }];
  if (type === 'voting.closed' && (impossible || expected))
    return closingFaults(entry, expected?.type === type ? expected.data : null, before);
  // An act that was lawful came to nothing: it was true already, or not due yet.
  if (!expected && at === 0 && mayBeActed(type)) return [{ seq, fault: 'rule', about }];
  if (type !== expected?.type) return [{ seq, fault: additional(type), about }];
  return [{ seq, fault: differing(type, data, expected.data), about }];
}

function aboutOf(data: JsonObject): string | null {
  const name = data.voting ?? data.decision ?? data.id ?? data.motion ?? data.participant ?? data.seat ?? null;
  return typeof name === 'string' ? name : null;
}

/** A text beside a hash that is not its own, wherever an entry holds both. */
function textFault(data: JsonObject): boolean {
  const held = [
    data,
    data.motion as JsonObject | null | undefined,
    ...((data.parts as JsonObject[] | undefined) ?? []),
  ];
  return held.some(one => {
    if (typeof one !== 'object' || one === null || typeof one.hash !== 'string') return false;
    if (typeof one.text !== 'object' || one.text === null) return false;
    try {
      return textHash(one.text as Wording) !== one.hash;
    } catch {
      return true;
    }
  });
}

/** Entries that only ever follow from others. */
const additional = (type: string): ContentFault =>
  type === 'decision.made' ? 'decision' : type === 'office.filled' ? 'office' : 'follows';

function faultOfRefused(type: string, { refused }: Refusal): ContentFault {
  if (type === 'decision.made') return 'decision';
  if (type === 'office.filled') return 'office';
  if (refused === 'decision.number_gap') return 'number';
  if (refused === 'session.no_quorum' || refused === 'voting.no_quorum' || refused === 'session.quorum_is_here')
    return 'quorum';
  return 'rule';
}

const MEMBER_FAULTS: { readonly [member: string]: ContentFault } = {
  id: 'number',
  candidate: 'number',
  version: 'number',
  number: 'number',
  register: 'register',
  roll: 'register',
  present: 'quorum',
  quorum: 'quorum',
  text: 'text',
  hash: 'text',
  motion: 'text',
};

/** The first member that is otherwise than the rules make it. */
function differing(type: string, told: JsonObject, made: JsonObject): ContentFault {
  if (type === 'decision.made') return 'decision';
  if (type === 'office.filled') return 'office';
  const names = [...new Set([...Object.keys(made), ...Object.keys(told)])];
  const other = names.filter(name => !isSameJson(told[name], made[name]));
  for (const name of ['register', 'quorum', 'id']) if (other.includes(name)) return MEMBER_FAULTS[name]!;
  const known = other.find(name => Object.hasOwn(MEMBER_FAULTS, name));
  return known === undefined ? 'follows' : MEMBER_FAULTS[known]!;
}

interface ToldResult {
  readonly counts?: { readonly [choice: string]: number };
  readonly invalid?: number;
  readonly notVoting?: number;
  readonly present?: number;
  readonly ballots?: Json;
  readonly quorum?: Json;
  readonly presentAtClose?: Json;
  readonly election?: { readonly turnout?: { readonly cast: number; readonly invalid: number } };
}

function closingFaults({ seq, data }: Entry, made: JsonObject | null, before: State): Finding[] {
  const about = aboutOf(data);
  const told = (data.result ?? {}) as ToldResult;
  const right = (made?.result ?? null) as ToldResult | null;
  const voting = before.votings[String(data.voting)];
  const faults: ContentFault[] = [];
  const turnout = told.election?.turnout;
  // One ballot of an election may hold several votes.
  const counted = turnout
    ? turnout.cast - turnout.invalid
    : Object.values(told.counts ?? {}).reduce((sum, one) => sum + one, 0);
  if (told.present !== counted + (told.invalid ?? 0) + (told.notVoting ?? 0)) faults.push('sum');
  if (voting?.method === 'secret' && told.ballots !== null) faults.push('secret');
  else if (right && !isSameJson(told.ballots, right.ballots)) faults.push('ballots');
  const quorums = ({ quorum, presentAtClose }: ToldResult) => [quorum ?? null, presentAtClose ?? null];
  if (right && !isSameJson(quorums(told), quorums(right))) faults.push('quorum');
  const rest = (result: ToldResult) => ({ ...result, ballots: null, quorum: null, presentAtClose: null });
  if (!right || !isSameJson(rest(told), rest(right))) faults.push('tally');
  return faults.map(fault => ({ seq, fault, about }));
}
