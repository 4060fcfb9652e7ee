import { seatOf } from '@kengesh/domain';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';

const SIGN = { pending: '○', current: '▶', finished: '✓' } as const;

/** The agenda as a list: what is done, what is now, what is ahead. */
export function MyAgenda() {
  const { t, localize } = useLanguage();
  const { state } = useSession();
  if (state.agenda.items.length === 0) return <p className="soft">{t('delegate.agenda.empty')}</p>;
  return (
    <ol className="lines agenda">
      {state.agenda.items.map((item, index) => {
        const by = item.rapporteur === null ? undefined : seatOf(state, item.rapporteur);
        return (
          <li key={item.id} className={item.status} aria-current={item.status === 'current' ? 'step' : undefined}>
            <span className="agenda-number" aria-hidden="true">
              {SIGN[item.status]}
            </span>
            <span className="grow">
              <span>
                {index + 1}. {localize(item.title)}
              </span>
              <span className="soft small block">
                {t(`delegate.agenda.${item.status}`)}
                {by ? ` · ${t('delegate.now.rapporteur', { who: localize(by.label) })}` : ''}
              </span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
