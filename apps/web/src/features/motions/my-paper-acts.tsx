import { type Act, debateOf, LANGUAGES, type Motion, type TextChange, type Wording } from '@kengesh/domain';
import { useState } from 'react';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/field.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';

/** What a seat may do with one text: support it, amend it, withdraw its own, take over what another withdrew. */
export function MyPaperActs({ motion, seat }: { readonly motion: Motion; readonly seat: string }) {
  const { t } = useLanguage();
  const { state } = useSession();
  const { busy, refusal, ask } = useSubmitAct();
  const whyNot = useRefusalReason();
  const [amending, setAmending] = useState(false);
  const { motionsBy, secondsRequired } = debateOf(state);
  const waits = motion.status === 'submitted' || motion.status === 'admitted';
  const mine = motion.mover === seat;
  const seconders = motion.seconders ?? [];
  const button = (act: Act, label: string) => (
    <Button size="small" busy={busy} why={whyNot(act)} onClick={() => void ask(act)}>
      {label}
    </Button>
  );
  const supports = waits && !mine && (secondsRequired > 0 || motion.status === 'submitted');
  const amends =
    motionsBy === 'seats' && (waits || motion.status === 'no_decision') && !motion.procedure && !motion.partOf;
  const takes = motionsBy === 'seats' && motion.status === 'withdrawn' && !mine && !motion.procedure;
  return (
    <>
      {waits && secondsRequired > 0 ? (
        <p className="small">{t('part.second.have', { n: seconders.length, need: secondsRequired })}</p>
      ) : null}
      <p className="row">
        {supports ? (
          seconders.includes(seat) ? (
            <span className="small">
              <span aria-hidden="true">✓ </span>
              {t('part.second.done')}
            </span>
          ) : (
            button({ type: 'motion.second', motion: motion.id, seat }, t('part.second'))
          )
        ) : null}
        {mine && waits ? button({ type: 'motion.withdraw', motion: motion.id }, t('part.withdraw')) : null}
        {takes ? button({ type: 'motion.takeOver', motion: motion.id, seat }, t('part.takeOver')) : null}
        {amends && !amending ? (
          <Button size="small" onClick={() => setAmending(true)}>
            {t('part.amend')}
          </Button>
        ) : null}
      </p>
      {amends && amending ? <AmendmentForm motion={motion} seat={seat} onDone={() => setAmending(false)} /> : null}
      <RefusalNotice refusal={refusal} />
    </>
  );
}

/** Which words go and which come, in every language of the text: what is not amended in a language is not adopted in it. */
function AmendmentForm({
  motion,
  seat,
  onDone,
}: {
  readonly motion: Motion;
  readonly seat: string;
  readonly onDone: () => void;
}) {
  const { t, language } = useLanguage();
  const { busy, refusal, ask } = useSubmitAct();
  const whyNot = useRefusalReason();
  const [kind, setKind] = useState<TextChange['kind']>('replace');
  const [passage, setPassage] = useState<Wording>({});
  const [words, setWords] = useState<Wording>({});
  const text = motion.change ? (motion.change.words ?? {}) : motion.text;
  const languages = LANGUAGES.filter(one => text[one] !== undefined).sort((one, other) =>
    one === language ? -1 : other === language ? 1 : 0,
  );
  const filled = (from: Wording): Wording | null => {
    const kept = Object.entries(from).filter(([, value]) => value?.trim());
    return kept.length > 0 ? (Object.fromEntries(kept) as Wording) : null;
  };
  const act: Act = {
    type: 'amendment.submit',
    motion: motion.id,
    change: { kind, passage: filled(passage), words: kind === 'delete' ? null : filled(words) },
    mover: seat,
  };
  const no = whyNot(act);
  const submit = async () => {
    const answer = await ask(act);
    if (answer.ok) onDone();
  };
  const several = languages.length > 1;
  return (
    <div className="stack amend">
      <Field label={t('part.amend.kind')}>
        {control => (
          <select
            {...control}
            className="input"
            value={kind}
            onChange={event => setKind(event.target.value as TextChange['kind'])}
          >
            {(['replace', 'add', 'delete'] as const).map(one => (
              <option key={one} value={one}>
                {t('part.amend.how', { kind: one })}
              </option>
            ))}
          </select>
        )}
      </Field>
      {several ? <p className="small">{t('part.amend.languages')}</p> : null}
      {languages.map(one => (
        <div key={one} className="stack">
          <Field
            label={`${t(kind === 'add' ? 'part.amend.after' : 'part.amend.passage')}${several ? ` (${one})` : ''}`}
            hint={kind === 'add' ? t('part.amend.atEnd') : t('part.amend.quote')}
          >
            {control => (
              <input
                {...control}
                className="input"
                lang={one}
                maxLength={2000}
                value={passage[one] ?? ''}
                onChange={event => setPassage({ ...passage, [one]: event.target.value })}
              />
            )}
          </Field>
          {kind === 'delete' ? null : (
            <Field label={`${t('part.amend.words')}${several ? ` (${one})` : ''}`}>
              {control => (
                <textarea
                  {...control}
                  className="input"
                  lang={one}
                  rows={2}
                  maxLength={10000}
                  value={words[one] ?? ''}
                  onChange={event => setWords({ ...words, [one]: event.target.value })}
                />
              )}
            </Field>
          )}
        </div>
      ))}
      {no ? <p className="soft small">{no}</p> : null}
      <p className="row">
        <Button kind="primary" busy={busy} why={no} onClick={() => void submit()}>
          {t('part.amend.submit')}
        </Button>
        <Button onClick={onDone}>{t('common.cancel')}</Button>
      </p>
      <RefusalNotice refusal={refusal} />
    </div>
  );
}
