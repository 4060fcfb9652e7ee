import { Combobox as Base } from '@base-ui/react/combobox';
import { useMemo, useState } from 'react';
import { useLanguage } from '../language.js';
import type { SearchPopup } from './choice-button.js';
import './combobox.css';

export interface Option {
  readonly key: string;
  readonly text: string;
  /** In smaller letters after it. */
  readonly detail?: string;
}

/** What is found, and what is said of it. */
export interface Found {
  readonly options: readonly Option[];
  readonly said: string | null;
}

/**
 * A list that is searched by typing, with its field inside: so the rest of the page stays readable to those who hear it. The
 * first option found is the one that Enter takes.
 */
export function SearchList({
  popup: { id, button, open, onOpenChange, typed, onType },
  label,
  chosen,
  find,
  onChoose,
}: {
  readonly popup: SearchPopup;
  /** What is asked. */
  readonly label: string;
  /** Key of the option that is chosen now. */
  readonly chosen: string;
  readonly find: (typed: string) => Found;
  readonly onChoose: (key: string) => void;
}) {
  const { t } = useLanguage();
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const { options, said } = useMemo(() => find(typed), [find, typed]);
  return (
    <Base.Root<Option>
      open={open}
      onOpenChange={onOpenChange}
      items={options}
      filteredItems={options}
      value={options.find(({ key }) => key === chosen) ?? null}
      onValueChange={option => {
        if (option) onChoose(option.key);
      }}
      inputValue={typed}
      onInputValueChange={onType}
      itemToStringLabel={({ text }) => text}
      isItemEqualToValue={(one, other) => one.key === other.key}
      autoHighlight
    >
      <span ref={setPlace} />
      <Base.Portal container={place}>
        <Base.Positioner className="kit-positioner" anchor={button} align="start" sideOffset={4} collisionPadding={8}>
          <Base.Popup id={id} className="kit-popup kit-search" aria-label={label}>
            <Base.Input
              className="input"
              aria-label={`${label}: ${t('desk.search')}`}
              placeholder={t('desk.search')}
              spellCheck={false}
              maxLength={60}
              onKeyDown={event => {
                // Nothing found: the form around it is not sent.
                if (event.key === 'Enter') event.preventDefault();
              }}
            />
            <Base.Status className="soft small kit-said">{options.length > 0 ? said : null}</Base.Status>
            <Base.Empty className="small kit-said">{t('desk.nothingFound')}</Base.Empty>
            <Base.List className="kit-found" aria-label={label}>
              {(option: Option) => (
                <Base.Item key={option.key} value={option} className="kit-option">
                  <span className="kit-mark" aria-hidden="true">
                    {option.key === chosen ? '✓' : ''}
                  </span>
                  <span>
                    {option.text}
                    {option.detail ? <span className="soft small"> {option.detail}</span> : null}
                  </span>
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
