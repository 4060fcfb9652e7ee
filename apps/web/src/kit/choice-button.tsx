import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useLanguage } from '../language.js';
import { type Popup, useLatePopup } from './late-popup.js';
import './choice-button.css';

export interface SearchPopup extends Popup {
  readonly typed: string;
  readonly onType: (typed: string) => void;
}

/**
 * A question answered from a long list: the button says the answer, and opens a list that is searched by typing. Letters typed
 * on the button are searched for at once, those too that are typed while the list is on its way.
 */
export function ChoiceButton<Parts>({
  control,
  answer,
  fetchList,
  children,
}: {
  /** From the field around it: label, hint and error are read with it. */
  readonly control: {
    readonly id: string;
    readonly 'aria-describedby'?: string | undefined;
    readonly 'aria-invalid'?: boolean | undefined;
  };
  /** What is chosen, in words. */
  readonly answer: string;
  readonly fetchList: () => Promise<Parts>;
  readonly children: (parts: Parts, popup: SearchPopup, close: () => void) => ReactNode;
}) {
  const { t } = useLanguage();
  const [typed, setTyped] = useState('');
  const { popup, parts, failed, handlers, show, close } = useLatePopup(fetchList);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isLetter = event.key.length === 1 && event.key !== ' ';
    if (isLetter) setTyped(popup.open ? typed + event.key : event.key);
    if (!isLetter && event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    if (!popup.open) show();
  };
  const whole: SearchPopup = {
    ...popup,
    onOpenChange: (open, details) => {
      popup.onOpenChange(open, details);
      if (!open) setTyped('');
    },
    typed,
    onType: setTyped,
  };
  return (
    <>
      <button
        {...control}
        type="button"
        role="combobox"
        aria-haspopup="dialog"
        className="input kit-choice"
        {...handlers}
        aria-expanded={popup.open}
        aria-controls={popup.id}
        onKeyDown={onKeyDown}
      >
        <span>{answer}</span>
        <span aria-hidden="true">▾</span>
      </button>
      {failed ? (
        <span className="error" role="alert">
          {t('desk.offline')}
        </span>
      ) : null}
      {parts ? children(parts, whole, close) : null}
    </>
  );
}
