import type { Voting } from '@kengesh/domain';
import { useState } from 'react';
import { excerpt } from '../../drafts/excerpt.js';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { useFormRequest } from '../../ui/open-forms.js';
import { seatLabel } from '../representation/represent-of.js';
import { KeptText } from './kept-texts.js';
import { RemarkForm } from './remark-form.js';

/** Explanations of votes that made no decision: of what was rejected, of amendments. Folded away until wanted. */
export function Explanations({ item }: { readonly item: string | null }) {
  const { state, me } = useSession();
  const { t, localize } = useLanguage();
  const [filing, setFiling] = useState<string | null>(null);
  const decided = new Set(state.decisions.map(one => one.voting));
  const votings = Object.values(state.votings).filter(
    one =>
      one.closedAt !== null &&
      !one.test &&
      one.motion !== null &&
      !state.motions[one.motion.id]?.procedure &&
      !decided.has(one.id) &&
      (item === null || one.item === item),
  );
  const files = me.role === 'secretary' || (me.participant !== null && me.participant === state.session.presiding);
  const remarksOf = (voting: Voting) => (state.remarks ?? []).filter(one => one.voting === voting.id);
  const shown = files ? votings : votings.filter(one => remarksOf(one).length > 0);
  useFormRequest('remark.', setFiling, of => shown.some(one => one.id === of));
  if (shown.length === 0) return null;
  return (
    <>
      <details className="task-leaves">
        <summary>{t('procedure.remark.explanations')}</summary>
        <ul className="stack">
          {shown.map(one => {
            const text = excerpt(localize(one.motion?.text ?? {}));
            return (
              <li key={one.id}>
                <p>{text}</p>
                <ul className="small">
                  {remarksOf(one).map(remark => (
                    <li key={remark.id}>
                      {t('procedure.remark.of', {
                        kind: t(`procedure.remark.${remark.kind}`),
                        seat: localize(seatLabel(state, remark.seat)),
                      })}
                      <KeptText hash={remark.hash} />
                    </li>
                  ))}
                </ul>
                {files ? (
                  <Button
                    size="small"
                    kind="quiet"
                    aria-label={t('procedure.remark.of', { kind: t('procedure.remark.explanation'), seat: text })}
                    onClick={() => setFiling(one.id)}
                  >
                    + {t('procedure.remark.explanation')}
                  </Button>
                ) : null}
              </li>
            );
          })}
        </ul>
      </details>
      {filing ? (
        <Dialog title={t('procedure.remark.explanation')} open onClose={() => setFiling(null)}>
          <RemarkForm voting={filing} decision={null} onDone={() => setFiling(null)} />
        </Dialog>
      ) : null}
    </>
  );
}
