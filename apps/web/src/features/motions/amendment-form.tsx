import { applyChange, type Motion, type Wording } from '@kengesh/domain';
import { excerpt } from '../../drafts/excerpt.js';
import { useFormDraft } from '../../drafts/use-draft.js';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { SingleActForm } from '../../live/single-act-form.js';
import { Field } from '../../ui/field.js';
import { SeatSelect } from '../../ui/seat-select.js';
import { SelectField } from '../../ui/select-field.js';
import { WordingField, written } from '../../ui/wording-field.js';

const KINDS = ['replace', 'add', 'delete'] as const;
type AmendmentKind = (typeof KINDS)[number];

interface AmendmentDraft {
  readonly kind: AmendmentKind;
  readonly passage: Wording;
  readonly words: Wording;
  readonly mover: string;
}
const EMPTY: AmendmentDraft = { kind: 'replace', passage: {}, words: {}, mover: '' };

/** What is to be changed in a text, shown as it would then read. */
export function AmendmentForm({ motion, onDone }: { readonly motion: Motion; readonly onDone: () => void }) {
  const { state } = useSession();
  const { t, localize } = useLanguage();
  const draft = useFormDraft<AmendmentDraft>({
    form: `amend.${motion.id}`,
    kind: 'amendment',
    item: motion.item,
    initial: EMPTY,
    excerpt: typed => excerpt(localize(typed.words) || localize(typed.passage), 40),
  });
  const { kind, passage, words, mover } = draft.value;
  // Of an amendment, the words that it puts in are amended.
  const text = motion.change ? motion.change.words : motion.text;
  const change = {
    kind,
    passage: written(passage),
    words: kind === 'delete' ? null : written(words),
  };
  const said = kind === 'delete' ? change.passage !== null : change.words !== null;
  const after = text && said ? applyChange(text, change) : null;
  return (
    <SingleActForm
      act={said ? { type: 'amendment.submit', motion: motion.id, change, mover: mover || null } : null}
      yes={t('procedure.amend.addNow')}
      missing={t('chair.writeFirst')}
      onDone={onDone}
      draft={draft}
    >
      <p className="motion-text inset">{localize(text ?? {})}</p>
      <SelectField
        label={t('procedure.amend.what')}
        value={kind}
        onChange={value => draft.change({ kind: value || 'replace' })}
        options={KINDS.map(one => [one, t(`procedure.amend.${one}`)])}
      />
      <WordingField
        label={t(kind === 'add' ? 'procedure.amend.after' : 'procedure.amend.passage')}
        value={passage}
        onChange={next => draft.change({ passage: next })}
        max={2000}
      />
      {kind === 'add' ? <p className="soft small">{t('procedure.amend.afterHint')}</p> : null}
      {kind === 'delete' ? null : (
        <WordingField
          label={t('procedure.amend.words')}
          value={words}
          onChange={next => draft.change({ words: next })}
          rows={2}
          max={10000}
        />
      )}
      {after !== null && typeof after !== 'string' ? (
        <div>
          <p className="small soft">{t('procedure.amend.preview')}</p>
          <p className="motion-text inset">{localize(after)}</p>
        </div>
      ) : null}
      <Field label={t('chair.motion.moverLabel')}>
        {control => (
          <SeatSelect
            {...control}
            seats={state.prepared?.seats ?? []}
            none={t('chair.motion.bureau')}
            value={mover}
            onChange={next => draft.change({ mover: next })}
          />
        )}
      </Field>
    </SingleActForm>
  );
}
