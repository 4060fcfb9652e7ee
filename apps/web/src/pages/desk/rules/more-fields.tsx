import { LANGUAGES } from '@kengesh/domain';
import type { PhraseKey } from '@kengesh/phrases/page';
import { useId } from 'react';
import { useLanguage } from '../../../language.js';
import { FormField } from '../fields.js';
import { useErrors } from '../form.js';
import { errorAt } from '../form-errors.js';
import { LANGUAGE_NAMES } from '../language-names.js';
import { TextsPair } from '../wording-pair.js';
import {
  GROUPS,
  isSaid,
  languagesOf,
  SETTINGS,
  type Setting,
  type TypedMore,
  textsOf,
  WORDS,
  withTexts,
} from './more.js';
import { ProblemsAt, useProblems } from './problems.js';
import { Tick } from './share-fields.js';
import { settingWords } from './words.js';

/** What rules may leave unsaid, put away until it is wanted; beside each setting what holds without it. */
export function MoreFields({
  value,
  keys,
  onChange,
}: {
  readonly value: TypedMore;
  /** Names of the majorities there are. */
  readonly keys: readonly string[];
  readonly onChange: (value: TypedMore) => void;
}) {
  const { t } = useLanguage();
  const problems = useProblems();
  const errors = useErrors();
  return (
    <div className="stack tight">
      {GROUPS.map(group => {
        const settings = SETTINGS[group];
        const told = settings.filter(one => problems.some(problem => problem.path === one.path));
        const said = settings.filter(one => isSaid(value, one)).length;
        const wrong = settings.some(one => errorAt(errors, `rules.${one.path}`));
        return (
          <details key={group} className="more-rules group" open={wrong || told.length > 0 || undefined}>
            <summary>
              {t(`desk.more.group.${group}`)}{' '}
              <span className="soft small">{said > 0 ? t('desk.more.said', { n: said }) : t('desk.more.asUsual')}</span>
            </summary>
            {told.map(one => (
              <ProblemsAt key={one.path} path={one.path} only />
            ))}
            <div className="columns">
              {settings.map(one =>
                one.kind === 'wording' ? (
                  <TextsPair
                    key={one.path}
                    path={`rules.${one.path}`}
                    label={t(`desk.more.${one.path}` as PhraseKey)}
                    hint={t(`desk.more.${one.path}.hint` as PhraseKey)}
                    value={textsOf(value, one.path)}
                    max={1000}
                    onChange={texts => onChange(withTexts(value, one.path, texts))}
                  />
                ) : (
                  <SettingField
                    key={one.path}
                    setting={one}
                    keys={keys}
                    value={value[one.path] ?? ''}
                    onChange={typed => onChange({ ...value, [one.path]: typed })}
                  />
                ),
              )}
            </div>
          </details>
        );
      })}
    </div>
  );
}

function SettingField({
  setting,
  keys,
  value,
  onChange,
}: {
  readonly setting: Setting;
  readonly keys: readonly string[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { language, t } = useLanguage();
  const { path, kind, values, usual } = setting;
  if (kind === 'languages') return <LanguagesField path={path} value={value} onChange={onChange} />;
  const without =
    kind === 'majority' || usual === WORDS
      ? t(`desk.more.${path}.usual` as PhraseKey)
      : settingWords(language, setting, usual);
  const options = kind === 'yesno' ? ['yes', 'no'] : kind === 'majority' ? keys : (values ?? []).map(String);
  return (
    <FormField
      path={`rules.${path}`}
      label={t(`desk.more.${path}` as PhraseKey)}
      hint={kind === 'number' ? t('desk.more.without', { usual: without }) : undefined}
    >
      {control =>
        kind === 'number' ? (
          <input
            {...control}
            className="input short"
            inputMode="numeric"
            placeholder={usual === WORDS ? '' : (usual ?? '')}
            value={value}
            onChange={event => onChange(event.target.value)}
          />
        ) : (
          <select {...control} className="input" value={value} onChange={event => onChange(event.target.value)}>
            <option value="">{t('desk.more.unsaid', { usual: without })}</option>
            {/* A majority that was taken away meanwhile still shows, so that its absence is seen. */}
            {[...new Set([...options, ...(value ? [value] : [])])].map(one => (
              <option key={one} value={one}>
                {settingWords(language, setting, one)}
              </option>
            ))}
          </select>
        )
      }
    </FormField>
  );
}

/** Languages, each ticked or not, in the order in which they were ticked. */
function LanguagesField({
  path,
  value,
  onChange,
}: {
  readonly path: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { t } = useLanguage();
  const id = useId();
  const ticked = languagesOf(value);
  return (
    <fieldset className="choices" data-path={`rules.${path}`} aria-describedby={`${id}-hint`}>
      <legend>{t(`desk.more.${path}` as PhraseKey)}</legend>
      <p className="hint" id={`${id}-hint`}>
        {t(`desk.more.${path}.hint` as PhraseKey)}
      </p>
      <div className="row">
        {LANGUAGES.map(one => (
          <Tick
            key={one}
            label={LANGUAGE_NAMES[one]}
            lang={one}
            checked={ticked.includes(one)}
            onChange={on => onChange((on ? [...ticked, one] : ticked.filter(other => other !== one)).join(' '))}
          />
        ))}
      </div>
    </fieldset>
  );
}
