import { PRESETS, type Rules } from '@kengesh/domain';
import { useId, useState } from 'react';
import { useLanguage } from '../../../language.js';
import { Button } from '../../../ui/button.js';
import { RuleLines } from './rule-lines.js';
import { rulesInWords } from './words.js';

/** Rules of comparable councils to begin with: where they were read, and what their source does not say. */
export function PresetChoice({ onTake }: { readonly onTake: (rules: Rules) => void }) {
  const { language, t, localize } = useLanguage();
  const label = useId();
  const [id, setId] = useState('');
  const preset = PRESETS.find(one => one.id === id);
  return (
    <details className="more-rules group">
      <summary>{t('desk.preset.title')}</summary>
      <div className="stack">
        <p className="hint" id={label}>
          {t('desk.preset.hint')}
        </p>
        <select
          className="input"
          aria-label={t('desk.preset.title')}
          aria-describedby={label}
          value={id}
          onChange={event => setId(event.target.value)}
        >
          <option value="">{t('desk.preset.choose')}</option>
          {PRESETS.map(one => (
            <option key={one.id} value={one.id}>
              {localize(one.name)}
            </option>
          ))}
        </select>
        {preset ? (
          <>
            <RuleLines lines={rulesInWords(language, preset.rules)} />
            <Assumed preset={preset.id} taken={false} />
            <div>
              <Button
                onClick={() => {
                  onTake(preset.rules);
                  setId('');
                }}
              >
                {t('desk.preset.take')}
              </Button>
            </div>
          </>
        ) : null}
      </div>
    </details>
  );
}

/** Of rules that began as a preset: what has to be read against the council's own. */
export function Assumed({ preset: id, taken }: { readonly preset: string | undefined; readonly taken: boolean }) {
  const { t, localize } = useLanguage();
  const preset = PRESETS.find(one => one.id === id);
  if (!preset) return null;
  const list = preset.assumed.map(one => t(`desk.preset.assumed.${one}`)).join(', ');
  return (
    <p className="notice warn">
      {taken ? t('desk.preset.from', { name: localize(preset.name) }) : null}{' '}
      {list ? t('desk.preset.assumed', { list }) : null} {t('desk.preset.confirm')}
    </p>
  );
}
