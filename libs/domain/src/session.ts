import type { Deadline, JournalDef, Viewer } from '@kengesh/journal';
import { acts } from './acts.js';
import { consequences } from './consequences.js';
import { facts } from './facts.js';
import { INITIAL, isBureau, participantOf, type State } from './state.js';
import { addSeconds } from './time.js';

/** What a viewer may hold: the bureau sees all attendance, others their own; a ballot is seen by its seat alone. */
export function view(state: State, viewer: Viewer): State {
  const me = viewer.participant;
  const seat = me === null ? null : (participantOf(state, me)?.seat ?? null);
  const mine = me === null ? undefined : state.attendance[me];
  const ballots = Object.fromEntries(
    Object.entries(state.ballots).flatMap(([voting, bySeat]) => {
      const own = seat === null ? undefined : bySeat[seat];
      return own && seat !== null ? [[voting, { [seat]: own }]] : [];
    }),
  );
  return {
    ...state,
    attendance: viewer.bureau ? state.attendance : me !== null && mine ? { [me]: mine } : {},
    ballots,
  };
}

/** What is due by itself: a grace that ends, a speech that overran, a vote that closes at its hour. */
export function deadlines(state: State): readonly Deadline[] {
  const due: Deadline[] = [];
  const rules = state.prepared?.rules;
  if (!rules || state.session.phase === 'closed') return due;
  for (const [participant, { lostAt }] of Object.entries(state.attendance)) {
    if (!lostAt) continue;
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
  for (const voting of Object.values(state.votings)) {
    if (voting.closedAt || !voting.closesAt) continue;
    due.push({
      at: voting.closesAt,
      command: `close:${voting.id}:${voting.closesAt}`,
      act: { type: 'voting.close', voting: voting.id },
    });
  }
  return due;
}

/** A council's session as a journal: the facts it may hold, the acts that may be asked, and what follows. */
export const councilSession: JournalDef<State> = {
  initial: INITIAL,
  events: facts,
  acts,
  consequences,
  view,
  deadlines,
};

/** How this participant looks at the journal; null is the hall's screen. */
export function viewerOf(state: State, participant: string | null): Viewer {
  return { participant, bureau: participant !== null && isBureau(state, participant) };
}
