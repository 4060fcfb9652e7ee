import { Menu as Base } from '@base-ui/react/menu';
import { useState } from 'react';

/** A button that opens a list of things that are each on or off; it stays open while they are switched. */
export function SwitchMenu<Key extends string>({
  label,
  options,
  onSwitch,
}: {
  readonly label: string;
  readonly options: readonly { readonly key: Key; readonly text: string; readonly on: boolean }[];
  readonly onSwitch: (key: Key, on: boolean) => void;
}) {
  // Beside its button, and so in the part of the page where it belongs.
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return (
    <Base.Root>
      <Base.Trigger className="button small kit-menu-button">
        {label}
        <span aria-hidden="true">▾</span>
      </Base.Trigger>
      <span ref={setPlace} />
      <Base.Portal container={place}>
        <Base.Positioner className="kit-positioner" align="end" sideOffset={4} collisionPadding={8}>
          <Base.Popup className="kit-popup" aria-label={label}>
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
