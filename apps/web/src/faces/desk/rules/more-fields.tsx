import type { PhraseKey } from '@kengesh/phrases';
import { useLanguage } from '../../../language.js';
import { type Errors, errorAt, FormField } from '../form.js';
import { GROUPS, SETTINGS, type Setting, type TypedMore } from './more.js';
import { settingWords } from './words.js';

/** What rules may leave unsaid, put away until it is wanted; beside each setting what holds without it. */
export function MoreFields({
  value,
  keys,
  errors,
  onChange,
}: {
  readonly value: TypedMore;
  /** Names of the majorities there are. */
  readonly keys: readonly string[];
  readonly errors: Errors;
  readonly onChange: (value: TypedMore) => void;
}) {
  const { t } = useLanguage();
  return (
    <div className="stack tight">
      {GROUPS.map(group => {
        const settings = SETTINGS[group];
        const said = settings.filter(one => value[one.path]).length;
        const wrong = settings.some(one => errorAt(errors, `rules.${one.path}`));
        return (
          <details key={group} className="more-rules group" open={wrong || undefined}>
            <summary>
              {t(`desk.more.group.${group}`)}{' '}
              <span className="soft small">{said > 0 ? t('desk.more.said', { n: said }) : t('desk.more.asUsual')}</span>
            </summary>
            <div className="columns">
              {settings.map(one => (
                <SettingField
                  key={one.path}
                  setting={one}
                  keys={keys}
                  errors={errors}
                  value={value[one.path] ?? ''}
                  onChange={typed => onChange({ ...value, [one.path]: typed })}
                />
              ))}
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
  errors,
  value,
  onChange,
}: {
  readonly setting: Setting;
  readonly keys: readonly string[];
  readonly errors: Errors;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { language, t } = useLanguage();
  const { path, kind, values, usual } = setting;
  const without =
    kind === 'majority' ? t(`desk.more.${path}.usual` as PhraseKey) : settingWords(language, setting, usual);
  const options = kind === 'yesno' ? ['yes', 'no'] : kind === 'majority' ? keys : (values ?? []);
  return (
    <FormField
      path={`rules.${path}`}
      errors={errors}
      label={t(`desk.more.${path}` as PhraseKey)}
      hint={kind === 'number' ? t('desk.more.without', { usual: without }) : undefined}
    >
      {control =>
        kind === 'number' ? (
          <input
            {...control}
            className="input short"
            inputMode="numeric"
            placeholder={usual ?? ''}
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
