import { isBureau, type Motion, seatOf, type Wording } from '@kengesh/domain';
import { useState } from 'react';
import { useWhyNot } from '../../journal/lawful.js';
import { useAsk, useSession } from '../../journal/session-context.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { Field } from '../../ui/field.js';
import { useFocusFirst } from '../../ui/focus-first.js';
import { Key, useKey } from '../../ui/keys.js';
import { Refused } from '../../ui/refused.js';
import { SeatSelect } from '../../ui/seat-select.js';
import { WordingField, written } from '../../ui/wording-field.js';
import './motions-panel.css';

const BADGE: { readonly [status in Motion['status']]: string } = {
  admitted: '',
  put: 'accent',
  adopted: 'for',
  rejected: 'against',
  no_decision: 'abstain',
  withdrawn: 'abstain',
  submitted: '',
  inadmissible: 'abstain',
  not_put: 'abstain',
  deferred: 'abstain',
  referred: 'abstain',
  merged: 'abstain',
  lapsed: 'abstain',
  superseded: 'abstain',
  repealed: 'abstain',
};
const SIGN: { readonly [status in Motion['status']]: string } = {
  admitted: '',
  put: '',
  adopted: '✓ ',
  rejected: '✕ ',
  no_decision: '– ',
  withdrawn: '',
  submitted: '',
  inadmissible: '✕ ',
  not_put: '– ',
  deferred: '',
  referred: '',
  merged: '',
  lapsed: '',
  superseded: '',
  repealed: '',
};

/** The texts put to the body under one item: added, reworded in place until put to the vote, withdrawn. */
export function MotionsPanel({ item }: { readonly item: string }) {
  const { state, me } = useSession();
  const { t } = useLanguage();
  const whyNot = useWhyNot();
  const [adding, setAdding] = useState(false);
  const bureau = me.participant !== null && isBureau(state, me.participant);
  const motions = Object.values(state.motions).filter(one => one.item === item);
  const why = whyNot({ type: 'motion.submit', item, text: { ru: '…' }, mover: null });
  useKey('m', t('chair.motion.add'), () => setAdding(true), why, bureau);
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
      {adding ? (
        <NewMotion item={item} onDone={() => setAdding(false)} />
      ) : bureau && state.session.phase !== 'closed' ? (
        <div>
          <Button size="small" why={why} aria-keyshortcuts="m" onClick={() => setAdding(true)}>
            + {t('chair.motion.add')} <Key of="m" />
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function MotionCard({ motion, bureau }: { readonly motion: Motion; readonly bureau: boolean }) {
  const { state } = useSession();
  const { t, w } = useLanguage();
  const { busy, refusal, ask } = useAsk();
  const [text, setText] = useState<Wording | null>(null);
  const [withdrawing, setWithdrawing] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const mover = motion.mover === null ? undefined : seatOf(state, motion.mover);
  const open = motion.status === 'admitted';
  const old = motion.status === 'withdrawn';
  const revise = async () => {
    const next = text && written(text);
    setError(next ? null : t('chair.writeFirst'));
    if (!next) return;
    const answer = await ask({ type: 'motion.revise', motion: motion.id, text: next });
    if (answer.ok) setText(null);
  };
  return (
    <article className={`motion-card card stack${old ? ' old' : ''}`}>
      <div className="row spread">
        <span className="small soft">
          {t('chair.motion.version', { n: motion.version })}
          {' · '}
          {mover ? t('chair.motion.mover', { name: w(mover.label) }) : t('chair.motion.bureau')}
        </span>
        {open ? null : (
          <span className={`badge ${BADGE[motion.status]}`}>
            {SIGN[motion.status]}
            {t(`roles.motion.${motion.status}`)}
          </span>
        )}
      </div>
      {text === null ? (
        <p className="motion-text">{w(motion.text)}</p>
      ) : (
        <WordingField
          label={t('chair.motion.text')}
          value={text}
          onChange={setText}
          rows={4}
          max={20000}
          error={error}
        />
      )}
      <Refused refusal={refusal} />
      {text !== null ? (
        <div className="row">
          <Button kind="primary" size="small" busy={busy} onClick={() => void revise()}>
            {t('chair.motion.saveVersion', { n: motion.version + 1 })}
          </Button>
          <Button size="small" onClick={() => setText(null)}>
            {t('common.cancel')}
          </Button>
        </div>
      ) : withdrawing ? (
        <Confirm
          question={t('chair.motion.withdrawAsk')}
          yes={t('chair.motion.withdraw')}
          busy={busy}
          onYes={() => void ask({ type: 'motion.withdraw', motion: motion.id }).then(() => setWithdrawing(false))}
          onNo={() => setWithdrawing(false)}
        />
      ) : open && bureau ? (
        <div className="row">
          <Button size="small" onClick={() => setText(motion.text)}>
            {t('chair.motion.revise')}
          </Button>
          <Button size="small" kind="quiet" onClick={() => setWithdrawing(true)}>
            {t('chair.motion.withdraw')}
          </Button>
        </div>
      ) : null}
    </article>
  );
}

function NewMotion({ item, onDone }: { readonly item: string; readonly onDone: () => void }) {
  const { state } = useSession();
  const { t } = useLanguage();
  const { busy, refusal, ask } = useAsk();
  const [text, setText] = useState<Wording>({});
  const [mover, setMover] = useState('');
  const [error, setError] = useState<string | null>(null);
  const form = useFocusFirst<HTMLFormElement>();
  return (
    <form
      ref={form}
      className="card stack"
      onSubmit={async event => {
        event.preventDefault();
        const given = written(text);
        setError(given ? null : t('chair.writeFirst'));
        if (!given) return;
        const answer = await ask({ type: 'motion.submit', item, text: given, mover: mover || null });
        if (answer.ok) onDone();
      }}
    >
      <WordingField label={t('chair.motion.text')} value={text} onChange={setText} rows={4} max={20000} error={error} />
      <Field label={t('chair.motion.moverLabel')}>
        {control => (
          <SeatSelect
            {...control}
            seats={state.prepared?.seats ?? []}
            none={t('chair.motion.bureau')}
            value={mover}
            onChange={setMover}
          />
        )}
      </Field>
      <Refused refusal={refusal} />
      <div className="row">
        <Button type="submit" kind="primary" size="small" busy={busy}>
          {t('chair.motion.addNow')}
        </Button>
        <Button size="small" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
