import { identityLevel } from '../admission/who.js';
import type { Seat, Threshold } from '../council.js';
import { indexedFind } from '../persistent-map.js';
import { procedureOf } from '../procedure.js';
import { isSuspended, occupants, proxyOf, recusalOf } from '../representation/queries.js';
import { videoOf } from '../rules/video-settings.js';
import { presenceOf, type RegisterRow, type State, type Voting } from '../state.js';
import { missedHearing } from './hearing.js';

export interface RegisterOptions {
  /** The item voted on; the one under way where it is not said. */
  readonly item?: string | null;
  /** Correspondence: whoever sits on a seat may vote, present or not. */
  readonly everyone?: boolean;
  /** Mark who votes in the hall. */
  readonly hall?: boolean;
  /** Only one seat speaks for each state: its head of delegation, else the first of its seats that may vote. */
  readonly byState?: boolean;
  /** The moment of opening. Without it only absences that ended are held against anybody (PROC-15). */
  readonly now?: string | null;
}

/**
 * The register as it stands at this moment: per seat whether it is entitled, by whom, why not, and its weight. Frozen when the
 * vote opens; latecomers are in it with the reason why not (PROC-12). In order: a vacant seat, a suspended one, a recused one
 * (PROC-09), one that is here, one that an awake proxy stands for (PROC-08), one that is absent. Of an item that must be heard
 * whole, those who missed a part have no ballot, and a proxy hears for nobody (PROC-15). From afar nobody votes who is not known as
 * surely as the rules ask (PROC-20).
 */
export function registerNow(
  state: State,
  threshold: Threshold | null,
  { item = state.agenda.current, everyone = false, hall = false, byState = false, now = null }: RegisterOptions = {},
): RegisterRow[] {
  const sits = occupants(state);
  const here = (participant: string | null | undefined) =>
    participant != null && (presenceOf(state, participant)?.here === true || everyone);
  const inHall = (participant: string | null) => {
    const presence = participant === null ? undefined : presenceOf(state, participant);
    return presence?.here === true && presence.mode === 'hall';
  };
  // Nothing is heard in a vote by correspondence.
  const missed = (seat: string) => !everyone && missedHearing(state, seat, item, now);
  const { identity } = videoOf(state);
  const unknown = (participant: string) =>
    !everyone && !inHall(participant) && identityLevel(state, participant) < identity;
  const states = threshold?.states !== undefined || byState;
  // Who was asked by correspondence is told apart from who was present (PROC-28).
  const away = (participant: string) =>
    everyone && procedureOf(state) >= 2 && presenceOf(state, participant)?.here !== true ? { away: true } : {};

  const line = (seat: Seat): RegisterRow => {
    const sitting = sits.get(seat.id) ?? null;
    const rest = {
      ...(seat.weight === undefined ? {} : { weight: seat.weight }),
      ...(states ? { delegation: seat.delegation, ...(seat.head ? { head: true } : {}) } : {}),
    };
    const not = (why: RegisterRow['why'], more: Partial<RegisterRow> = {}) => ({
      seat: seat.id,
      participant: sitting,
      entitled: false,
      why,
      ...more,
      ...rest,
    });
    if (!seat.filled) return not('vacant');
    if (isSuspended(state, seat.id)) return not('suspended');
    const recusal = recusalOf(state, seat.id, item);
    if (recusal) return not('recused', recusal.mode === 'present' && here(sitting) ? { counts: true } : {});
    const proxy = proxyOf(state, seat.id, item);
    const holder = proxy && !isSuspended(state, proxy.holder) ? (sits.get(proxy.holder) ?? null) : null;
    const awake = holder !== null && here(holder);
    const by = holder !== null && sitting !== null ? { by: [sitting, holder] } : {};
    if (sitting !== null && here(sitting)) {
      if (unknown(sitting)) return not('unidentified');
      if (missed(seat.id)) return not('missed');
      const marked = hall && inHall(sitting) ? { hall: true } : away(sitting);
      return { seat: seat.id, participant: sitting, entitled: true, why: 'present', ...by, ...marked, ...rest };
    }
    if (!awake || !proxy) return not('absent');
    if (unknown(holder)) return not('unidentified');
    if (missed(seat.id) || missed(proxy.holder)) return not('missed');
    const marked = hall && inHall(holder) ? { hall: true } : {};
    return { seat: seat.id, participant: holder, entitled: true, why: 'proxy', ...by, ...marked, ...rest };
  };
  const lines = (state.prepared?.seats ?? []).map(line);
  return byState ? oneAState(lines) : lines;
}

function oneAState(lines: readonly RegisterRow[]): RegisterRow[] {
  const speaks = new Map<string, string>();
  for (const { seat, delegation = '', entitled, head } of lines)
    if (entitled && (head || !speaks.has(delegation))) speaks.set(delegation, seat);
  return lines.map(line =>
    line.entitled && speaks.get(line.delegation ?? '') !== line.seat
      ? { ...line, entitled: false, why: 'state_speaks' as const }
      : line,
  );
}

/** A seat's line in the register of a vote. */
export const lineOf = (voting: Pick<Voting, 'register'> | undefined, seat: string): RegisterRow | undefined =>
  voting && indexedFind(voting.register, 'seat', seat);

/** Everyone who may ever see or cast the ballot of this seat in this vote. */
export function holdersOf(line: Pick<RegisterRow, 'participant' | 'by'>): readonly string[] {
  return line.by ?? (line.participant === null ? [] : [line.participant]);
}
