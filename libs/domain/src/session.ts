import type { Deadline, FoldDef, Viewer } from '@kengesh/journal';
import { isBureau } from './elections/session-roles.js';
import { events } from './events.js';
import { lineIsLost, resumesSpeeches } from './floor/unfinished.js';
import { entriesOf, entryOf } from './persistent-map.js';
import { debateOf } from './procedure/settings.js';
import { holdersOf, lineOf } from './register/register.js';
import { admissionOf, devicesOf, INITIAL, participantOf, presenceOf, type State } from './state.js';
import { addSeconds } from './time.js';
import { endsFirst } from './voting/ballot-key.js';
import { waitsForHall } from './voting/count.js';
import { isPending } from './voting/entered.js';

/** Every seat whose ballot this participant may have had in hand at some time: own, taken as a substitute, held by proxy. */
function seatsEver(state: State, me: string): readonly string[] {
  const own = participantOf(state, me)?.seat;
  const { substitutes = [], proxies = [] } = state.represent ?? {};
  // Nearly always, and asked for everyone at every entry.
  if (substitutes.length === 0 && proxies.length === 0) return own ? [own] : [];
  const sat = new Set([
    ...(own ? [own] : []),
    ...substitutes.flatMap(one => (one.participant === me ? [one.seat] : [])),
  ]);
  const held = proxies.flatMap(one => (sat.has(one.holder) ? [one.principal] : []));
  return [...new Set([...sat, ...held])];
}

/** What a viewer may hold: the bureau sees all attendance, others their own; a ballot is seen by its seat alone. */
export function view(state: State, viewer: Viewer): State {
  const me = viewer.participant;
  const mine = me === null ? undefined : presenceOf(state, me);
  const seats = me === null ? [] : seatsEver(state, me);
  const holds = (voting: string, seat: string) => {
    const line = seats.includes(seat) && lineOf(state.votings[voting], seat);
    return me !== null && line ? holdersOf(line).includes(me) : false;
  };
  const ballots = Object.fromEntries(
    entriesOf(state.ballots).flatMap(([voting, bySeat]) => {
      const own = seats.flatMap(seat => {
        const ballot = entryOf(bySeat, seat);
        return ballot && holds(voting, seat) ? [[seat, ballot] as const] : [];
      });
      return own.length > 0 ? [[voting, Object.fromEntries(own)]] : [];
    }),
  );
  const { hands, assists, admission, devices, ...rest } = state;
  const heldAssists = Object.entries(assists ?? {}).flatMap(([voting, bySeat]) => {
    const own = Object.entries(bySeat).filter(([seat]) => viewer.bureau || holds(voting, seat));
    return own.length > 0 ? [[voting, Object.fromEntries(own)] as const] : [];
  });
  const ownDevices = me === null ? undefined : devicesOf(state, me);
  const atDoor = me === null ? undefined : admissionOf(state, me);
  return {
    ...rest,
    ...(admission && viewer.bureau ? { admission } : me !== null && atDoor ? { admission: { [me]: atDoor } } : {}),
    ...(devices && viewer.bureau ? { devices } : me !== null && ownDevices ? { devices: { [me]: ownDevices } } : {}),
    ...(hands && viewer.bureau ? { hands } : {}),
    ...(heldAssists.length > 0 ? { assists: Object.fromEntries(heldAssists) } : {}),
    attendance: viewer.bureau ? state.attendance : me !== null && mine ? { [me]: mine } : {},
    ballots,
  };
}

const lost = new WeakMap<State['attendance'], readonly (readonly [participant: string, lostAt: string])[]>();

/** Whose line is lost, and since when. Asked after each commit, and most commits leave attendance as it was. */
function lostOf(attendance: State['attendance']) {
  const known = lost.get(attendance);
  if (known) return known;
  const found = entriesOf(attendance).flatMap(([participant, { lostAt }]) =>
    lostAt ? [[participant, lostAt] as const] : [],
  );
  lost.set(attendance, found);
  return found;
}

/** What is due by itself: a grace that ends, a speech that overran, a vote that closes at its hour. */
export function deadlines(state: State): readonly Deadline[] {
  const due: Deadline[] = [];
  const rules = state.prepared?.rules;
  if (!rules || state.session.phase === 'closed') return due;
  for (const [participant, lostAt] of lostOf(state.attendance)) {
    const at = addSeconds(lostAt, rules.presenceGrace);
    due.push({
      at,
      command: `grace:${participant}:${lostAt}`,
      act: { type: 'attendance.graceEnd', participant, lostAt },
    });
  }
  const holder = state.floor.holder;
  if (holder && !holder.pausedAt) {
    const { participant, endsAt } = holder;
    const at = addSeconds(endsAt, rules.speech.grace);
    due.push({ at, command: `time:${participant}:${endsAt}`, act: { type: 'floor.timeUp', participant, endsAt } });
  }
  // Back on the line in a recess, nobody is waited for.
  const isBack = holder && resumesSpeeches(state) && !lineIsLost(state, holder.participant);
  if (holder?.pausedFor === 'lost' && holder.pausedAt && !isBack) {
    const { participant, pausedAt } = holder;
    const at = addSeconds(pausedAt, debateOf(state).reconnectGrace);
    due.push({ at, command: `lost:${participant}:${pausedAt}`, act: { type: 'floor.lostOut', participant, pausedAt } });
  }
  for (const voting of Object.values(state.votings)) {
    if (voting.closedAt || voting.lotDue) continue;
    // Once papers are counted and the box is open, nothing is waited for.
    if (voting.unsealed && voting.endedAt !== undefined && !waitsForHall(state, voting))
      due.push({
        at: voting.endedAt,
        command: `count:${voting.id}`,
        act: { type: 'voting.close', voting: voting.id },
      });
    if (!voting.closesAt || voting.endedAt !== undefined) continue;
    if (!endsFirst(voting) && waitsForHall(state, voting)) continue;
    due.push({
      at: voting.closesAt,
      command: `close:${voting.id}:${voting.closesAt}`,
      act: { type: 'voting.close', voting: voting.id },
    });
  }
  for (const [voting, bySeat] of Object.entries(state.assists ?? {})) {
    if (state.votings[voting]?.closedAt !== null) continue;
    for (const [seat, assist] of Object.entries(bySeat)) {
      if (!assist.asked || assist.unanswered || !isPending(assist)) continue;
      const { until } = assist.asked;
      const act = { type: 'voting.assistUnanswered', voting, seat, until };
      due.push({ at: until, command: `assist:${voting}:${seat}:${until}`, act });
    }
  }
  return due;
}

/** A council's session for whoever reads its journal: what a viewer may hold, and how each entry changes it. */
export const sessionFold: FoldDef<State> = { initial: INITIAL, events, view };

/** How this participant looks at the journal; null is the hall's screen. */
export function viewerOf(state: State, participant: string | null): Viewer {
  return { participant, bureau: participant !== null && isBureau(state, participant) };
}
