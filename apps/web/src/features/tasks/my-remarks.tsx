import { REMARKS, type Remark, type Voting } from '@kengesh/domain';
import { useState } from 'react';
import { useLanguage } from '../../language.js';
import { predictRefusal } from '../../live/refusal-reason.js';
import { useSession } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/field.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { votingTitle } from '../voting/ballot-words.js';
import type { Sealed } from './seal.js';
import { useAskWithText } from './texts.js';

interface Target {
  readonly kind: Remark['kind'];
  readonly about: string;
  readonly voting: Voting;
}

/** Dissent, reservation, explanation of vote: the journal keeps that it was made and the seal of its text; the text stands beside it. */
export function MyRemarks({ seat }: { readonly seat: string }) {
  const language = useLanguage();
  const { t } = language;
  const { me, state, now } = useSession();
  const { busy, refusal, askWithText } = useAskWithText();
  const [chosen, setChosen] = useState('');
  const [text, setText] = useState('');
  const [kept, setKept] = useState<Sealed | null>(null);
  const targets = Object.values(state.votings).flatMap((voting): Target[] => {
    const decision = state.decisions.find(one => one.voting === voting.id);
    return REMARKS.flatMap((kind): Target[] => {
      const about = kind === 'explanation' ? voting.id : decision?.id;
      return about === undefined || voting.test ? [] : [{ kind, about, voting }];
    }).filter(
      ({ kind: of, about }) =>
        predictRefusal(state, me, { type: 'decision.remark', kind: of, seat, about, hash: '0'.repeat(64) }, now()) ===
        null,
    );
  });
  const keyOf = (one: Target) => `${one.kind} ${one.about}`;
  const target = targets.find(one => keyOf(one) === chosen) ?? targets[0];
  const made = (state.remarks ?? []).filter(one => one.seat === seat);
  const send = async () => {
    if (!target) return;
    const { kind, about } = target;
    const seal = await askWithText(text.trim(), hash => ({ type: 'decision.remark', kind, seat, about, hash }));
    if (!seal) return;
    setKept(seal);
    setText('');
  };
  return (
    <>
      {made.map(one => {
        const voting = state.votings[one.voting];
        return (
          <p key={one.id} className="small">
            <span aria-hidden="true">✓ </span>
            {t('part.remark.kind', { kind: one.kind })}
            {voting ? <span className="soft">: {votingTitle(language, voting).slice(0, 100)}</span> : null}
          </p>
        );
      })}
      {kept ? (
        <div className="notice for stack" role="status">
          <p>{t('part.remark.made')}</p>
          <Field label={t('part.remark.copy')}>
            {control => (
              <textarea {...control} className="input" readOnly rows={4} value={`${kept.key}\n${kept.text}`} />
            )}
          </Field>
        </div>
      ) : null}
      {target ? (
        <>
          <p className="small">{t('part.remark.hint')}</p>
          <Field label={t('part.remark.what')}>
            {control => (
              <select
                {...control}
                className="input"
                value={keyOf(target)}
                onChange={event => setChosen(event.target.value)}
              >
                {targets.map(one => (
                  <option key={keyOf(one)} value={keyOf(one)}>
                    {t('part.remark.kind', { kind: one.kind })}: {votingTitle(language, one.voting).slice(0, 90)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={t('part.remark.text')}>
            {control => (
              <textarea
                {...control}
                className="input"
                rows={4}
                maxLength={5000}
                value={text}
                onChange={event => setText(event.target.value)}
              />
            )}
          </Field>
          <Button busy={busy} why={text.trim() ? null : t('part.remark.empty')} onClick={() => void send()}>
            {t('part.remark')}
          </Button>
        </>
      ) : (
        <p className="soft">{t('part.remark.none')}</p>
      )}
      <RefusalNotice refusal={refusal} />
    </>
  );
}
