import { LANGUAGES, type Motion, type Wording } from '@kengesh/domain';
import { excerpt } from '../../drafts/excerpt.js';
import { useFormDraft } from '../../drafts/use-draft.js';
import { useLanguage } from '../../language.js';
import { SingleActForm } from '../../live/single-act-form.js';
import { WordingField, written } from '../../ui/wording-field.js';

const piecesOf = (text: string) =>
  text
    .split(/\n\s*\n/)
    .map(one => one.trim())
    .filter(Boolean);

/** The parts of a text to be voted separately: its own words with empty lines put between, in every language alike. */
export function partsOf(text: Wording): readonly Wording[] | null {
  const languages = LANGUAGES.filter(one => text[one] !== undefined);
  const pieces = languages.map(one => piecesOf(text[one] ?? ''));
  const n = pieces[0]?.length ?? 0;
  if (n < 2 || pieces.some(one => one.length !== n)) return null;
  return Array.from({ length: n }, (_, index) =>
    Object.fromEntries(languages.map((one, which) => [one, pieces[which]?.[index] ?? ''])),
  ) as readonly Wording[];
}

export function DivideForm({ motion, onDone }: { readonly motion: Motion; readonly onDone: () => void }) {
  const { t, localize } = useLanguage();
  const draft = useFormDraft<{ readonly text: Wording; readonly preamble: readonly number[] }>({
    form: `divide.${motion.id}`,
    kind: 'division',
    item: motion.item,
    initial: { text: motion.text, preamble: [] },
    excerpt: () => excerpt(localize(motion.text), 40),
  });
  const { text, preamble } = draft.value;
  const parts = partsOf(written(text) ?? {});
  const several = Object.keys(motion.text).length > 1;
  return (
    <SingleActForm
      act={
        parts
          ? {
              type: 'motion.divide',
              motion: motion.id,
              parts: parts.map((one, index) => ({ text: one, operative: !preamble.includes(index) })),
            }
          : null
      }
      yes={t('procedure.motion.divideNow', { n: parts?.length ?? 0 })}
      missing={t('procedure.motion.divideHint')}
      onDone={onDone}
      draft={draft}
    >
      <p className="soft small">{t('procedure.motion.divideHint')}</p>
      {several && !parts ? <p className="soft small">{t('procedure.motion.oneLanguage')}</p> : null}
      <WordingField
        label={t('chair.motion.text')}
        value={text}
        onChange={next => draft.change({ text: next })}
        rows={8}
        max={20000}
      />
      {parts ? (
        <fieldset className="divide-parts">
          <legend className="small soft">{t('procedure.motion.parts')}</legend>
          {parts.map((one, index) => (
            <label key={String(index)}>
              <input
                type="checkbox"
                checked={!preamble.includes(index)}
                aria-label={t('procedure.motion.operative', { n: index + 1 })}
                onChange={event =>
                  draft.change({
                    preamble: event.target.checked ? preamble.filter(other => other !== index) : [...preamble, index],
                  })
                }
              />
              <span>
                {localize(one)} <span className="soft small">{t('procedure.motion.operative', { n: index + 1 })}</span>
              </span>
            </label>
          ))}
        </fieldset>
      ) : null}
    </SingleActForm>
  );
}
