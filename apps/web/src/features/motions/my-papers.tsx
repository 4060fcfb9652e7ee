import { type Motion, type MotionStatus, seatOf } from '@kengesh/domain';
import type { ReactNode } from 'react';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';

const TONE: { readonly [status in MotionStatus]: string } = {
  submitted: '',
  inadmissible: '',
  admitted: '',
  put: 'accent',
  adopted: 'for',
  rejected: 'against',
  no_decision: 'warn',
  withdrawn: '',
  not_put: '',
  deferred: '',
  referred: '',
  merged: '',
  lapsed: '',
  superseded: '',
  repealed: '',
};

/** Texts proposed for a decision, by item; those of the item under consideration stand open. */
export function MyPapers({ acts }: { readonly acts?: (motion: Motion) => ReactNode }) {
  const { t, localize } = useLanguage();
  const { state } = useSession();
  const items = state.agenda.items
    .map((item, index) => ({
      item,
      number: index + 1,
      motions: Object.values(state.motions).filter(one => one.item === item.id),
    }))
    .filter(one => one.motions.length > 0);
  if (items.length === 0) return <p className="soft">{t('delegate.papers.empty')}</p>;
  return (
    <div className="stack">
      {items.map(({ item, number, motions }) => (
        <details key={item.id} className="papers" open={item.id === state.agenda.current || undefined}>
          <summary>
            {number}. {localize(item.title)}
          </summary>
          {motions.map(motion => {
            const mover = motion.mover === null ? undefined : seatOf(state, motion.mover);
            return (
              <article key={motion.id} className="stack paper">
                {motion.amends || motion.partOf || motion.procedure ? (
                  <p className="overline">
                    {t('part.paper.kind', {
                      kind: motion.procedure ? 'procedure' : motion.partOf ? 'part' : 'amendment',
                    })}
                  </p>
                ) : null}
                <p className="pre">{localize(motion.text)}</p>
                <p className="row soft small">
                  <span className={`badge ${TONE[motion.status]}`}>{t(`delegate.papers.${motion.status}`)}</span>
                  <span>{t('delegate.papers.version', { version: motion.version })}</span>
                  {mover ? <span>{t('delegate.papers.mover', { who: localize(mover.label) })}</span> : null}
                </p>
                {acts?.(motion)}
              </article>
            );
          })}
        </details>
      ))}
    </div>
  );
}
