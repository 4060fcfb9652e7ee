import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { useNow } from '../../ui/clock.js';

/** How long it stands, milliseconds: long enough to be seen, short enough to be asked again. */
const STANDS = 15_000;

/** What the interpreters ask of the speaker: told to whoever has the floor and to whoever presides. */
export function Asked() {
  const { t } = useLanguage();
  const { me, state, now } = useSession();
  const signal = state.interpretation?.signal;
  const at = useNow(now, 1000);
  const concerned =
    me.participant !== null &&
    (me.participant === state.floor.holder?.participant || me.participant === state.session.presiding);
  const stands = concerned && signal !== undefined && at - Date.parse(signal.at) < STANDS;
  return (
    <p className={stands ? 'notice warn asked' : 'visually-hidden'} role="status">
      {stands ? t(`interpretation.asked.${signal.about}`) : ''}
    </p>
  );
}
