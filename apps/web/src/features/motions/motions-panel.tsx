import { isBureau, rivalsOf } from '@kengesh/domain';
import { useState } from 'react';
import { useOpenAtFirst } from '../../drafts/use-draft.js';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { useSession } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Key, useKey } from '../../ui/keys.js';
import { useFormRequest } from '../../ui/open-forms.js';
import { MoveForm } from '../procedure/move-form.js';
import { MotionCard } from './motion-card.js';
import { NewMotion } from './new-motion.js';
import { RivalOrder } from './voting-order.js';
import './motions-panel.css';

/** The texts put to the body under one item: added, reworded in place until put to the vote, withdrawn. */
export function MotionsPanel({ item }: { readonly item: string }) {
  const { state, me } = useSession();
  const { t } = useLanguage();
  const whyNot = useRefusalReason();
  const typed = useOpenAtFirst(`motion.${item}`);
  const [adding, setAdding] = useState(typed);
  const [moving, setMoving] = useState(false);
  const bureau = me.participant !== null && isBureau(state, me.participant);
  // What hangs on a proposal stands under it; what is about procedure stands above everything (OrderBand).
  const motions = Object.values(state.motions).filter(
    one => one.item === item && !one.amends && !one.partOf && !one.procedure,
  );
  const contested = motions.filter(one => !one.rivalOf && rivalsOf(state, one).length > 1);
  const why = whyNot({ type: 'motion.submit', item, text: { ru: '…' }, mover: null });
  useKey('m', t('chair.motion.add'), () => setAdding(true), why, bureau);
  useFormRequest(`motion.${item}`, () => setAdding(true));
  useFormRequest(`procedural.${item}`, () => setMoving(true));
  const current = state.agenda.current === item;
  return (
    <section className="motions-panel stack" aria-labelledby="motions-heading">
      <h2 className="overline" id="motions-heading">
        {t('chair.motion.heading')}
      </h2>
      {motions.length === 0 && !adding ? <p className="soft">{t('chair.motion.empty')}</p> : null}
      <ul className="stack">
        {motions.map(one => (
          <li key={one.id}>
            <MotionCard motion={one} bureau={bureau && why === null} />
          </li>
        ))}
      </ul>
      {contested.map(one => (
        <RivalOrder key={one.id} first={one} />
      ))}
      {adding && bureau && state.session.phase !== 'closed' ? (
        <NewMotion item={item} onDone={() => setAdding(false)} />
      ) : bureau && state.session.phase !== 'closed' ? (
        <div className="row">
          <Button size="small" why={why} aria-keyshortcuts="m" onClick={() => setAdding(true)}>
            + {t('chair.motion.add')} <Key of="m" />
          </Button>
          {current && state.session.phase === 'open' ? (
            <Button size="small" kind="quiet" onClick={() => setMoving(true)}>
              + {t('procedure.order.add')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {moving ? (
        <Dialog title={t('procedure.order.new')} open onClose={() => setMoving(false)}>
          <MoveForm item={item} onDone={() => setMoving(false)} />
        </Dialog>
      ) : null}
    </section>
  );
}
