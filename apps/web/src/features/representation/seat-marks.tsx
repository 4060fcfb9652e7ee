import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { isHere, personLabel, proxiesNow, seatLabel, standing } from './represent-of.js';
import './represent.css';

/** What a row of the attendance list has to say of its participant's vote; nothing, where the seat votes for itself. */
export function SeatMarks({ participant }: { readonly participant: string }) {
  const { state } = useSession();
  const { t, localize } = useLanguage();
  if (!state.represent) return null;
  const own = state.prepared?.participants.find(one => one.id === participant)?.seat ?? null;
  const { substitutes, recusals, suspensions } = standing(state);
  const proxies = proxiesNow(state);
  const sits = substitutes.find(one => one.participant === participant)?.seat;
  const seat = sits ?? own;
  const taken = sits ? undefined : substitutes.find(one => one.seat === own);
  const marks = [
    sits ? t('procedure.mark.sitsFor', { name: localize(seatLabel(state, sits)) }) : null,
    taken ? t('procedure.mark.substituted', { name: localize(personLabel(state, taken.participant)) }) : null,
    suspensions.some(one => one.seat === seat) ? t('procedure.mark.suspended') : null,
    recusals.some(one => one.seat === seat && one.item === state.agenda.current) ? t('procedure.mark.recused') : null,
    ...proxies
      .filter(one => one.principal === seat && !isHere(state, one.principal))
      .map(one => t('procedure.mark.givesTo', { name: localize(seatLabel(state, one.holder)) })),
    ...proxies
      .filter(one => one.holder === seat && !isHere(state, one.principal))
      .map(one => t('procedure.mark.holds', { name: localize(seatLabel(state, one.principal)) })),
  ].filter(one => one !== null);
  return marks.length === 0 ? null : (
    <span className="seat-marks">
      {marks.map(one => (
        <span key={one} className="badge warn">
          {one}
        </span>
      ))}
    </span>
  );
}
