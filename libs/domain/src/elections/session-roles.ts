// The role somebody has at this moment of a session: as frozen on its roll, or by an election in it whose rules let the
// elected preside before the next session (PROC-36).
import type { Role } from '../council.js';
import { type OfficeAppointment, participantOf, participantOfSeat, type State } from '../state.js';
import { type RollOffice, rollOffice } from './offices.js';

/** Entries after which somebody may have another role than before. */
const CHANGING = ['session.prepared', 'office.filled', 'agenda.finished'];
export const mayChangeRoles = (entryType: string): boolean => CHANGING.includes(entryType);

/** Whether the item in which the office was filled has ended since; a vote outside of any item has none to wait for. */
function hasItemEnded(state: State, { voting, itemEndedAt }: OfficeAppointment): boolean {
  const item = state.votings[voting]?.item ?? null;
  return (
    itemEndedAt !== undefined || item === null || state.agenda.items.find(one => one.id === item)?.status === 'finished'
  );
}

interface ActingOffice {
  readonly office: RollOffice;
  readonly participant: string;
}

/** Elections of this session that act in it already, in their order. */
function actingOffices(state: State): readonly ActingOffice[] {
  const from = state.prepared?.rules.offices?.presidesFrom;
  if (state.offices.length === 0 || (from !== 'at_once' && from !== 'end_of_item')) return [];
  const day = state.prepared?.session.startsLocal.slice(0, 10) ?? '';
  return state.offices.flatMap(appointment => {
    const { seat, term } = appointment;
    const office = rollOffice(appointment.office);
    const elected = seat === null ? undefined : participantOfSeat(state, seat);
    if (!office || !term || !elected || elected.role === 'secretary' || day < term.from || day > term.to) return [];
    if (from === 'end_of_item' && !hasItemEnded(state, appointment)) return [];
    return [{ office, participant: elected.id }];
  });
}

/**
 * There is one chair, by the last election that acts. Whoever was chair before has what a deputy has until the session
 * closes, so that nobody loses in mid-session what the bureau sees and the meeting is not left without anybody to lead it.
 */
export function roleNow(state: State, participant: string): Role | undefined {
  const role = participantOf(state, participant)?.role;
  const acting = actingOffices(state);
  if (role === undefined || acting.length === 0) return role;
  const chair = acting.filter(one => one.office === 'chair').at(-1)?.participant;
  if (participant === chair) return 'chair';
  if (role === 'chair') return chair === undefined ? 'chair' : 'deputy';
  return acting.some(one => one.participant === participant) ? 'deputy' : role;
}

/** Chair, deputies and secretariat: who sees and does what the others do not. */
export function isBureau(state: State, participant: string): boolean {
  const role = roleNow(state, participant);
  return role === 'chair' || role === 'deputy' || role === 'secretary';
}
