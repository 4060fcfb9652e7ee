import { useLanguage } from '../language.js';
import { useLatePopup } from './late-popup.js';
import type { Switch } from './menu.js';

const fetchList = () => import('./menu.js');

/** A button that opens a list of things that are each on or off. */
export function SwitchMenu<Key extends string>({
  label,
  options,
  onSwitch,
}: {
  readonly label: string;
  readonly options: readonly Switch<Key>[];
  readonly onSwitch: (key: Key, on: boolean) => void;
}) {
  const { t } = useLanguage();
  const { popup, parts, failed, handlers, show } = useLatePopup(fetchList);
  return (
    <>
      <button
        type="button"
        className="button small kit-menu-button"
        aria-haspopup="menu"
        {...handlers}
        onKeyDown={event => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          show();
        }}
      >
        {label}
        <span aria-hidden="true">▾</span>
      </button>
      {failed ? <span role="alert">{t('desk.offline')}</span> : null}
      {parts ? <parts.SwitchList popup={popup} label={label} options={options} onSwitch={onSwitch} /> : null}
    </>
  );
}
