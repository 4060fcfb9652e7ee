import { Menu as Base } from '@base-ui/react/menu';
import { useState } from 'react';
import type { Popup } from './late-popup.js';

export interface Switch<Key extends string> {
  readonly key: Key;
  readonly text: string;
  readonly on: boolean;
}

/** The list of a switch menu; it stays open while things are switched. */
export function SwitchList<Key extends string>({
  popup: { id, button, open, onOpenChange },
  label,
  options,
  onSwitch,
}: {
  readonly popup: Popup;
  readonly label: string;
  readonly options: readonly Switch<Key>[];
  readonly onSwitch: (key: Key, on: boolean) => void;
}) {
  // Beside its button, and so in the part of the page where it belongs.
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <span ref={setPlace} />
      <Base.Portal container={place}>
        <Base.Positioner className="kit-positioner" anchor={button} align="end" sideOffset={4} collisionPadding={8}>
          <Base.Popup id={id} className="kit-popup" aria-label={label}>
            {options.map(({ key, text, on }) => (
              <Base.CheckboxItem
                key={key}
                className="kit-option"
                checked={on}
                closeOnClick={false}
                onCheckedChange={next => onSwitch(key, next)}
              >
                <span className="kit-mark" aria-hidden="true">
                  {on ? '✓' : ''}
                </span>
                {text}
              </Base.CheckboxItem>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
