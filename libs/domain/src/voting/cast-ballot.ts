import { type Context, refuse, sha256Hex } from '@kengesh/journal';
import { defineActs, onlyParticipant, onlySecretary } from '../define.js';
import { secretFault } from '../devices/acts.js';
import { ballotDevice } from '../devices/which.js';
import { isBallot } from '../elections/ballots.js';
import { type EventPair, emitAll } from '../emit.js';
import { procedureOf } from '../procedure.js';
import { holdersOf, lineOf } from '../register/register.js';
import { reachesItem } from '../representation/queries.js';
import { type Ballot, ballotOf, presenceOf, type RegisterRow, type State, type Voting } from '../state.js';
import type { castingActSchemas } from './act-schemas.js';
import { sealedTo } from './ballot-key.js';
import { givesWay, isEntered, pendingAssist, voterOf, wasHereAt } from './entered.js';
import { leftFault } from './leaving.js';
import type { Channel } from './types.js';

type Refused = ReturnType<typeof refuse>;

/** The name of a secret vote's box, kept beside the journal and never in it. */
export const boxOf = (state: State, voting: string): string => `${state.prepared?.session.id}/${voting}`;

/** The box in which the tellers' totals of papers lie until the close. */
export const paperBox = (state: State, voting: string): string => `${boxOf(state, voting)}/paper`;

/** All boxes of a vote that is not counted, where it is secret; also one that has left its list, which goes with it. */
export const boxesOf = (state: State, { id, method, paper }: Voting): readonly string[] =>
  method === 'secret' ? [boxOf(state, id), ...(paper ? [paperBox(state, id)] : [])] : [];

/** What a voter keeps: "recorded", never what (CM/Rec(2017)5, 23). Derived from the command, so a reload shows the same. */
export function receiptOf(session: string, command: string): string {
  const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
  const digest = sha256Hex(`receipt ${session} ${command}`);
  let signs = '';
  for (let at = 0; at < 24; at += 4) {
    if (at === 12) signs += '-';
    signs += alphabet[Number.parseInt(digest.slice(at, at + 4), 16) % alphabet.length];
  }
  return signs;
}

/** Closed, ended, or past its hour and only waiting to be closed: the hour itself is already too late. */
export const isOver = (voting: Voting, now: string): boolean =>
  voting.closedAt !== null ||
  voting.endedAt !== undefined ||
  voting.lotDue !== undefined ||
  (voting.closesAt !== null && now >= voting.closesAt);

/** A vote that takes ballots now, or why not. */
/** Since when it takes no ballots, for whoever came too late. */
export const overSince = ({ closedAt, endedAt, closesAt }: Voting): string | null => closedAt ?? endedAt ?? closesAt;

export function takingBallots(state: State, votingId: string, now: string): Voting | Refused {
  const voting = state.votings[votingId];
  if (!voting) return refuse('voting.unknown');
  if (isOver(voting, now)) return refuse('voting.closed', { at: overSince(voting) });
  if (voting.way === 'no_objection' || voting.way === 'silence') return refuse('voting.no_ballots');
  return voting;
}

/** An open vote and the line of its register, or why this ballot cannot be taken. */
export function ballotLine(
  state: State,
  votingId: string,
  seat: string,
  choice: string,
  now: string,
): { readonly voting: Voting; readonly line: RegisterRow } | Refused {
  const voting = takingBallots(state, votingId, now);
  if ('refused' in voting) return voting;
  const line = lineOf(voting, seat);
  if (!line) return refuse('roll.unknown_seat');
  if (!line.entitled) return refuse('voting.not_entitled', { why: line.why });
  const known = voting.election ? isBallot(voting, choice) : voting.choices.some(one => one.id === choice);
  if (!known) return refuse('voting.unknown_choice', { choice });
  return { voting, line };
}

/** Why this participant may not cast this seat's ballot now, or null. The proxy sleeps while its principal is here (PROC-08). */
function notTheirs(state: State, voting: Voting, line: RegisterRow, actor: string, choice: string): Refused | null {
  if (!holdersOf(line).includes(actor)) return refuse('voting.not_your_seat');
  // Nobody sits on a seat that has a holder alone.
  const sitting = line.by?.[0];
  if (line.by ? actor === sitting : line.why !== 'proxy') return null;
  const proxy = state.represent?.proxies.find(one => one.principal === line.seat && reachesItem(one, voting.item));
  if (!proxy) return refuse('proxy.revoked');
  if (sitting !== undefined && presenceOf(state, sitting)?.here) return refuse('proxy.sleeps');
  // Whether a secret ballot follows its instruction is nobody's to know.
  if (voting.method === 'secret' || proxy.instruction.kind === 'free') return null;
  const told = proxy.instruction.choices.find(one => one.item === voting.item)?.choice;
  return told && told !== choice ? refuse('proxy.directed', { choice: told }) : null;
}

/**
 * Why a ballot that somebody else enters (a hand, a voice, a telephone) cannot be this seat's, or null. Where whoever sits
 * there is away it is the holder's, who is bound as on a device.
 */
export function notByProxy(state: State, voting: Voting, line: RegisterRow, choice: string): Refused | null {
  const sitting = line.by?.[0];
  if (sitting !== undefined && presenceOf(state, sitting)?.here) return null;
  const holder = line.by?.[1] ?? (line.why === 'proxy' ? line.participant : null);
  return holder === null ? null : notTheirs(state, voting, line, holder, choice);
}

/**
 * The entries of a named ballot; none where the same stands already; a refusal where another does and may not be changed. A ballot
 * that the bureau entered gives way to the seat's own, never the other way round (PROC-32).
 */
export function castNamed(
  state: State,
  voting: Voting,
  line: RegisterRow,
  choice: string,
  channel: Channel,
  { actor, command, now }: Pick<Context, 'actor' | 'command' | 'now'>,
): readonly EventPair[] | Refused {
  const before = ballotOf(state, voting.id, line.seat);
  const own = channel === 'device' && before !== undefined && ownInstead(state, line, before, actor.id);
  if (before?.choice === choice && !own) return [];
  const device = channel === 'device';
  const left = leftFault(state, voting, line.seat, device ? actor.id : voterOf(state, line), device);
  if (left) return left;
  if (before && !own) {
    // Positions move until consensus is found; other ballots where the rules let them (PROC-19).
    if (voting.way !== 'consensus' && !state.prepared?.rules.ballots?.changeAllowed)
      return refuse('voting.already_cast');
    // A proxy is void for a ballot the principal has cast.
    if (channel === 'device' && before.channel === 'device' && line.by?.[1] === actor.id && before.by === line.by[0])
      return refuse('voting.already_cast');
    const byBureau = isEntered(line, { channel, by: actor.id });
    const clashes = channel === 'device' ? isEntered(line, before) : byBureau && !isEntered(line, before);
    if (procedureOf(state) >= 2 && clashes) return refuse('voting.already_cast');
  }
  const receipt = receiptOf(state.prepared!.session.id, command);
  const replaces = before && procedureOf(state) >= 2 ? { replaces: before.receipt } : {};
  // In the order of canonical JSON: thousands of these are hashed in a second, and need not be sorted first.
  const isOwnHand = holdersOf(line).includes(actor.id);
  const { admitted, device: used, since } = isOwnHand ? ballotDevice(state, actor, now) : {};
  const cast = [
    'voting.cast',
    {
      ...(admitted ? { admitted } : {}),
      ...{ channel, choice },
      ...(used === undefined ? {} : { device: used }),
      ...{ receipt, ...replaces, seat: line.seat },
      ...(since === undefined ? {} : { since }),
      voting: voting.id,
    },
  ] as const;
  // A call that waits for its second person is answered by the ballot itself.
  const waits = channel !== 'assisted' && procedureOf(state) >= 2 && pendingAssist(state, voting.id, line.seat);
  return waits ? [['voting.assistDenied', { voting: voting.id, seat: line.seat, why: 'voted' }], cast] : [cast];
}

/** Whether this participant's own ballot takes the place of one that the bureau entered: not a holder's, where the principal's hand was meant. */
function ownInstead(state: State, line: RegisterRow, before: Ballot, actor: string): boolean {
  if (!givesWay(state, line, before)) return false;
  const principal = line.by?.[0];
  return principal === undefined || principal === actor || !wasHereAt(state, principal, before.at);
}

/** Why a seat's device takes no ballot: it was counted with the hall, or holds a paper. */
function votesInHall(voting: Voting, line: RegisterRow): Refused | null {
  if (voting.hallCounted && line.hall) return refuse('voting.hall_counted');
  return voting.paper?.seats.includes(line.seat) ? refuse('voting.has_paper') : null;
}

/** Ballots as they are cast: by one's own device, for one's own seat or one held by proxy, and by hands raised in the hall. */
export const castingActs = defineActs<typeof castingActSchemas>({
  'voting.cast': {
    authorize: onlyParticipant,
    boxQuery: (state, { voting, seat }) =>
      state.votings[voting]?.method === 'secret' && !state.votings[voting]?.closedAt
        ? { has: { box: boxOf(state, voting), key: seat } }
        : null,
    decide: (state, { voting: votingId, seat, choice }, context) => {
      const { actor, box, now } = context;
      const found = ballotLine(state, votingId, seat, choice, now);
      if ('refused' in found) return found;
      const { voting, line } = found;
      const not = notTheirs(state, voting, line, actor.id, choice) ?? votesInHall(voting, line);
      if (not) return not;
      if (voting.method === 'secret') {
        // The first ballot is final; whether this one differs is not known to us, so it is refused either way.
        if (box.mark !== null) return refuse('voting.already_cast');
        const left = leftFault(state, voting, seat, actor.id, true);
        if (left) return left;
        const unsure = secretFault(state, actor);
        if (unsure) return unsure;
        return { events: [], put: { box: boxOf(state, votingId), key: seat, content: choice, ...sealedTo(voting) } };
      }
      const cast = castNamed(state, voting, line, choice, 'device', context);
      return 'refused' in cast ? cast : emitAll(...cast);
    },
  },

  /** One confirmation for the own seat and those held by proxy; each its own ballot, which may differ (V38). All or none. */
  'voting.castMany': {
    authorize: onlyParticipant,
    decide: (state, { voting: votingId, ballots }, context) => {
      if (new Set(ballots.map(one => one.seat)).size !== ballots.length) return refuse('voting.seat_twice');
      const events: EventPair[] = [];
      for (const { seat, choice } of ballots) {
        const found = ballotLine(state, votingId, seat, choice, context.now);
        if ('refused' in found) return found;
        const { voting, line } = found;
        // A box takes one ballot at a time, so that no two of them are known to come from one hand.
        if (voting.method === 'secret') return refuse('voting.secret_one_by_one');
        const not = notTheirs(state, voting, line, context.actor.id, choice) ?? votesInHall(voting, line);
        if (not) return not;
        const command = `${context.command} ${seat}`;
        const cast = castNamed(state, voting, line, choice, 'device', { ...context, command });
        if ('refused' in cast) return cast;
        events.push(...cast);
      }
      return emitAll(...events);
    },
  },

  /** A hand raised in the hall, entered by the secretary; named votes only. */
  'voting.enter': {
    authorize: onlySecretary,
    decide: (state, { voting: votingId, seat, choice }, context) => {
      const found = ballotLine(state, votingId, seat, choice, context.now);
      if ('refused' in found) return found;
      const { voting, line } = found;
      if (voting.method === 'secret') return refuse('voting.secret_by_hand');
      // The hand is of whoever sits there, and of the holder of its proxy only while that one is away.
      const [sitting, holder] = holdersOf(line).map(one => presenceOf(state, one));
      const presence = sitting?.here ? sitting : (holder ?? sitting);
      if (!presence?.here || presence.mode !== 'hall') return refuse('voting.not_in_hall');
      if (voting.hallCounted && line.hall) return refuse('voting.hall_counted');
      const not = notByProxy(state, voting, line, choice);
      if (not) return not;
      const cast = castNamed(state, voting, line, choice, 'hand', context);
      return 'refused' in cast ? cast : emitAll(...cast);
    },
  },
});
