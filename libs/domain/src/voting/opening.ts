import { type Context, type Decision, type Refusal, refuse } from '@kengesh/journal';
import type { Threshold } from '../council.js';
import { emit } from '../emit.js';
import { cannotPut } from '../motions/put.js';
import { overruling } from '../procedure/settings.js';
import { procedureOf } from '../procedure.js';
import { type RegisterOptions, registerNow } from '../register/register.js';
import { secretFault } from '../register/secrecy.js';
import { inPresence } from '../rules/presence.js';
import { findQuorum, quorumNow, quorumNumbers, quorumParams, seatNumbers } from '../rules/quorum.js';
import { rulesOf } from '../rules/resolved-rules.js';
import { meetingVote, type QuorumFinding, type State, type Voting, voteAwaitingCastingVote } from '../state.js';
import { addSeconds } from '../time.js';
import { type AskedKey, keyOf } from './ballot-key.js';
import { boxOf } from './cast-ballot.js';
import type { VotingProcedureFields } from './types.js';

export const METHODS = ['named', 'secret'] as const;

export interface OpenVoteInput {
  /** Seconds from now, or an instant; null: until it is closed by hand. */
  readonly closes: number | string | null;
  readonly method: 'named' | 'secret';
  readonly threshold?: Threshold | null;
  readonly register?: RegisterOptions;
  /** What the act says of the key of its box. */
  readonly asked?: AskedKey;
}

/** The quorum at the opening: of those present, also where everyone is asked, present or not (PROC-28). */
function quorumOf(state: State, { everyone, item }: RegisterOptions, register: Voting['register']) {
  const finding = quorumNow(state, 'decide', item);
  if (!everyone || !finding) return finding;
  if (procedureOf(state) < 2) return quorumOfAsked(state, register);
  return { ...finding, asked: register.filter(inPresence).length };
}

/** What procedure 1 took for the quorum of a vote by correspondence: everyone asked, as if they were present. */
function quorumOfAsked(state: State, register: Voting['register']): QuorumFinding | null {
  if (!state.prepared) return null;
  const asked = new Set(register.filter(line => line.entitled || line.counts).map(line => line.seat));
  const { rules, seats, statutorySeats } = state.prepared;
  return findQuorum(
    rules.quorum,
    quorumNumbers(
      seats,
      statutorySeats,
      seats.filter(seat => asked.has(seat.id)),
    ),
  );
}

/** What every opening asks: an open session, no other vote, a quorum. Yields the frozen part of the vote, or the refusal. */
export function prepareVote(state: State, how: OpenVoteInput, { now, nextSeq, actor }: Context) {
  const { closes, threshold = null, register: options = {} } = how;
  if (state.session.phase !== 'open') return refuse('session.not_open');
  if (meetingVote(state)) return refuse('voting.another_open');
  if (voteAwaitingCastingVote(state)) return refuse('voting.tie_waits');
  const rules = rulesOf(state);
  const register = registerNow(state, threshold, { ...options, now });
  const quorum = quorumOf(state, options, register);
  // Rules that test the quorum only at the close or by participation record what was found, and let the vote begin (PROC-02).
  // By correspondence nobody's presence is tested later: then it is tested here, whatever they say (PROC-28).
  const tested = options.everyone || rules?.quorumAt === 'open' || rules?.quorumAt === 'both';
  if (!quorum || (tested && !quorum.met)) return refuse('voting.no_quorum', quorumParams(quorum));
  const few = how.method === 'secret' ? secretFault(state, register) : null;
  if (few) return few;
  const keyed = keyOf(state, how.method, how.asked ?? {});
  if ('refused' in keyed) return keyed;
  return {
    id: `v${nextSeq}`,
    ...keyed,
    tie: state.prepared!.rules.tie,
    ...(rules?.tieOverridesBase === false ? { tieOverridesBase: false } : {}),
    ...(rules?.chairAsked ? { chairAsked: true } : {}),
    presiding: actor.id,
    register,
    ...seatNumbers(state),
    quorum,
    closesAt: typeof closes === 'number' ? addSeconds(now, closes) : closes,
  };
}

export const secretBox = (state: State, method: string, voting: string) =>
  method === 'secret' ? { openBox: boxOf(state, voting) } : {};

/** A vote on a motion of whatever way. */
export interface OpenMotionVoteInput extends OpenVoteInput {
  readonly motion: string;
  /** Key of the rules' majority; null where no threshold decides. */
  readonly majority: string | null;
  readonly choices: readonly string[];
  readonly more?:
    | VotingProcedureFields
    | ((voting: { readonly register: Voting['register'] }) => VotingProcedureFields);
}

export function openMotion(state: State, ask: OpenMotionVoteInput, context: Context): Decision | Refusal {
  const motion = state.motions[ask.motion];
  if (!motion) return refuse('motion.unknown');
  const named = state.prepared?.rules.majorities.find(one => one.key === ask.majority);
  if (ask.majority !== null && !named) return refuse('voting.unknown_majority', { majority: ask.majority });
  const not = cannotPut(state, motion, { method: ask.method, majority: named?.key ?? null });
  if (not) return not;
  const appeal = motion.procedure?.kind === 'appeal';
  const rule = named && (appeal ? { ...named, threshold: overruling(named.threshold) } : named);
  const everyone = ask.register?.everyone === true;
  // By correspondence all items of the agenda are before the members at once.
  if (!everyone && state.agenda.current !== motion.item) return refuse('voting.item_not_current');
  const base = prepareVote(
    state,
    { ...ask, threshold: rule?.threshold ?? null, register: { ...ask.register, item: motion.item } },
    context,
  );
  if ('refused' in base) return base;
  const before = Object.values(state.votings).filter(one => one.motion?.id === motion.id && !one.test);
  const equal = before.find(one => one.motion?.hash === motion.hash && one.result?.awaits === 'revote');
  const voided = before.at(-1)?.voided ? before.at(-1) : undefined;
  const voting = {
    ...base,
    // Of an equal vote the ruling stands; its author has no casting vote on it.
    ...(appeal ? { tie: 'rejected' as const } : {}),
    item: motion.item,
    kind: 'motion' as const,
    motion: { id: motion.id, version: motion.version, hash: motion.hash, text: motion.text },
    office: null,
    choices: ask.choices.map(choice => ({ id: choice, label: null, seat: null })),
    method: ask.method,
    threshold: rule ? { ...rule.threshold, key: rule.key } : null,
    ...(equal ? { revoteOf: equal.id } : {}),
    ...(voided ? { repeats: voided.id } : {}),
    runoffOf: null,
    ...(typeof ask.more === 'function' ? ask.more(base) : ask.more),
  };
  return { ...emit('voting.opened', voting), ...secretBox(state, ask.method, base.id) };
}
