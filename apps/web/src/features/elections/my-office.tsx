import { isBureau, roleNow } from '@kengesh/domain';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';

/** Elected to lead in this very session, where the rules let the elected do so in it: the way to the page for that (PROC-36). */
export function MyOffice() {
  const { t } = useLanguage();
  const { me, state } = useSession();
  if (me.participant === null || !isBureau(state, me.participant)) return null;
  const presides = state.session.presiding === me.participant;
  const role = roleNow(state, me.participant) === 'chair' ? 'chair' : 'deputy';
  return (
    <section className="card stack" aria-labelledby="office-title">
      <h2 id="office-title">{t('part.office.heading')}</h2>
      <p role="status">{t(`part.office.${presides ? 'presiding' : role}`)}</p>
      <p>
        <a className="button primary" href={`/chair/${me.as}`}>
          {t('part.office.open')}
        </a>
      </p>
    </section>
  );
}
