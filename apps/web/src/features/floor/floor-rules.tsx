import { limitsOf, SPEAKERS_MODES, type SpeechLimits, speakersMode } from '@kengesh/domain';
import { useState } from 'react';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/field.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { SelectField } from '../../ui/select-field.js';

const FIELDS = ['seconds', 'speeches', 'total'] as const;
const minutes = (seconds: number | undefined) => (seconds === undefined ? '' : String(Math.round(seconds / 6) / 10));

/** The limits in force and an order other than that of asking, in a line; nothing where there are none. */
export function FloorLimits() {
  const { state } = useSession();
  const { t } = useLanguage();
  const { seconds, speeches, total } = limitsOf(state);
  const mode = speakersMode(state);
  const limited = { seconds: minutes(seconds), speeches: speeches ?? '', total: minutes(total) };
  const said = FIELDS.flatMap(one =>
    limited[one] === '' ? [] : [t(`procedure.floor.limited.${one}`, { n: limited[one] })],
  );
  const order = mode === 'fifo' ? '' : `${t('procedure.floor.mode')}: ${t(`procedure.floor.mode.${mode}`)}.`;
  const line = [order, ...said].filter(Boolean).join(' ');
  return line ? <p className="small soft">{line}</p> : null;
}

/** How the list is ordered, how long and how often one speaks, whether the list is open. Folded away until wanted. */
export function FloorRules() {
  const { state } = useSession();
  const { t } = useLanguage();
  const whyNot = useRefusalReason();
  const { busy, refusal, ask } = useSubmitAct();
  if (state.session.phase !== 'open' && state.session.phase !== 'recess') return null;
  const list = { type: state.floor.closed ? 'floor.openList' : 'floor.closeList' } as const;
  const item = state.agenda.items.find(one => one.id === state.agenda.current);
  const debate = item?.debate ?? 'open';
  const closeDebate = { type: 'agenda.debate', item: item?.id ?? '', debate: 'closed' } as const;
  return (
    <>
      <FloorLimits />
      <details className="floor-rules">
        <summary>{t('procedure.floor.rules')}</summary>
        <div className="stack">
          <SelectField
            label={t('procedure.floor.mode')}
            value={speakersMode(state)}
            onChange={mode => {
              if (mode) void ask({ type: 'floor.mode', mode });
            }}
            options={SPEAKERS_MODES.map(one => [one, t(`procedure.floor.mode.${one}`)])}
          />
          <Limits key={JSON.stringify(limitsOf(state))} />
          <div className="row">
            <Button size="small" why={whyNot(list)} busy={busy} onClick={() => void ask(list)}>
              {t(state.floor.closed ? 'procedure.floor.openList' : 'procedure.floor.closeList')}
            </Button>
            {item && debate === 'open' ? (
              <Button size="small" why={whyNot(closeDebate)} busy={busy} onClick={() => void ask(closeDebate)}>
                {t('procedure.order.closeDebate')}
              </Button>
            ) : null}
          </div>
          <RefusalNotice refusal={refusal} />
        </div>
      </details>
    </>
  );
}

const LABELS = {
  seconds: 'procedure.floor.limitSeconds',
  speeches: 'procedure.floor.limitSpeeches',
  total: 'procedure.floor.limitTotal',
} as const;

/** What is written, as limits; null where it is none. Minutes may have a fraction. */
function limitsFrom(text: { readonly [field in (typeof FIELDS)[number]]: string }): SpeechLimits | null {
  const number = (field: (typeof FIELDS)[number]) => Number(text[field].trim().replace(',', '.'));
  const limits: { -readonly [field in keyof SpeechLimits]: SpeechLimits[field] } = {};
  for (const field of FIELDS) {
    if (text[field].trim() === '') continue;
    const value = field === 'speeches' ? number(field) : Math.round(number(field) * 60);
    const [least, most] = field === 'speeches' ? [1, 100] : [10, field === 'seconds' ? 7200 : 86400];
    if (!Number.isInteger(value) || value < least || value > most) return null;
    limits[field] = value;
  }
  return limits;
}

function Limits() {
  const { state } = useSession();
  const { t } = useLanguage();
  const { busy, refusal, ask } = useSubmitAct();
  const now = limitsOf(state);
  const [text, setText] = useState({
    seconds: minutes(now.seconds),
    speeches: now.speeches === undefined ? '' : String(now.speeches),
    total: minutes(now.total),
  });
  const limits = limitsFrom(text);
  return (
    <form
      className="stack"
      onSubmit={event => {
        event.preventDefault();
        if (limits) void ask({ type: 'floor.limit', limits });
      }}
    >
      <div className="floor-limits">
        {FIELDS.map((field, index) => (
          <Field key={field} label={t(LABELS[field])} hint={index === 0 ? t('procedure.floor.noLimit') : undefined}>
            {control => (
              <input
                {...control}
                className="input"
                inputMode="decimal"
                value={text[field]}
                onChange={event => setText({ ...text, [field]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      {limits ? null : <p className="small error">{t('procedure.floor.limitWrong')}</p>}
      <RefusalNotice refusal={refusal} />
      <div>
        <Button type="submit" size="small" busy={busy} why={limits ? null : t('procedure.floor.limitWrong')}>
          {t('procedure.floor.limitNow')}
        </Button>
      </div>
    </form>
  );
}
