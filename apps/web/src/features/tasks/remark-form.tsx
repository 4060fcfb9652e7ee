import { REMARKS } from '@kengesh/domain';
import { useState } from 'react';
import { excerpt } from '../../drafts/excerpt.js';
import { useFormDraft } from '../../drafts/use-draft.js';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { useSession } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/field.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { SelectField } from '../../ui/select-field.js';
import { seatLabel } from '../representation/represent-of.js';
import type { Sealed } from './seal.js';
import { Sheet } from './sheet.js';
import { useAskWithText } from './texts.js';

/** Any hash: whether a statement may be filed does not hang on its words. */
const ANY = '0'.repeat(64);

/** A statement handed in by a seat that could vote: the journal takes its seal, its words stand beside it. */
export function RemarkForm({
  voting,
  decision,
  onDone,
}: {
  readonly voting: string;
  /** null: the vote made no decision, and only explanations of it are filed. */
  readonly decision: string | null;
  readonly onDone: () => void;
}) {
  const { state, me } = useSession();
  const { t, localize } = useLanguage();
  const whyNot = useRefusalReason();
  const { busy, refusal, askWithText } = useAskWithText();
  const entitled = (state.votings[voting]?.register ?? []).filter(one => one.entitled);
  const seats = me.role === 'secretary' ? entitled : entitled.filter(one => one.participant === me.participant);
  const draft = useFormDraft<{
    readonly kind: (typeof REMARKS)[number];
    readonly seat: string;
    readonly text: string;
  }>({
    form: `remark.${voting}`,
    kind: 'remark',
    item: state.votings[voting]?.item ?? null,
    initial: {
      kind: decision === null ? 'explanation' : 'dissent',
      seat: seats.length === 1 ? (seats[0]?.seat ?? '') : '',
      text: '',
    },
    excerpt: typed => excerpt(typed.text, 40),
  });
  const { kind, seat, text } = draft.value;
  const [kept, setKept] = useState<Sealed | null>(null);
  const kinds = decision === null ? (['explanation'] as const) : REMARKS;
  const about = kind === 'explanation' || decision === null ? voting : decision;
  const remark = (hash: string) => ({ type: 'decision.remark', kind, seat, about, hash }) as const;
  const why = !seat ? t('procedure.chooseFirst') : text.trim() === '' ? t('chair.writeFirst') : whyNot(remark(ANY));
  if (kept) return <Sheet kept={kept} name={`${kind}-${seat}`} onDone={onDone} />;
  return (
    <form
      className="stack"
      onSubmit={async event => {
        event.preventDefault();
        if (why) return;
        const made = await askWithText(text.trim(), remark);
        if (!made) return;
        draft.clear();
        setKept(made);
      }}
    >
      <SelectField
        label={t('procedure.remark.kind')}
        value={kind}
        onChange={value => value && draft.change({ kind: value })}
        options={kinds.map(one => [one, t(`procedure.remark.${one}`)])}
      />
      <SelectField
        label={t('procedure.seat')}
        none={t('procedure.choose')}
        value={seat}
        onChange={next => draft.change({ seat: next })}
        options={seats.map(one => [one.seat, localize(seatLabel(state, one.seat))])}
      />
      <Field label={t('procedure.remark.text')} hint={t('procedure.remark.textHint')}>
        {control => (
          <textarea
            {...control}
            className="input"
            rows={5}
            maxLength={20000}
            value={text}
            onChange={event => draft.change({ text: event.target.value })}
          />
        )}
      </Field>
      {seat && text.trim() && why ? <p className="notice warn small">{why}</p> : null}
      <RefusalNotice refusal={refusal} />
      <div className="row">
        <Button type="submit" kind="primary" busy={busy} why={why}>
          {t('procedure.remark.addNow')}
        </Button>
        <Button
          onClick={() => {
            draft.clear();
            onDone();
          }}
        >
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
