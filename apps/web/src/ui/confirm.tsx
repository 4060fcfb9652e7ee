import { type ReactNode, useEffect, useRef } from 'react';
import { useLanguage } from '../language.js';
import { Button } from './button.js';

/** A question asked where the button was, once: what would be lost, do it or leave it. Escape leaves it. */
export function Confirm({
  question,
  yes,
  no,
  busy,
  onYes,
  onNo,
  children,
}: {
  readonly question: string;
  readonly yes: string;
  readonly no?: string | undefined;
  readonly busy?: boolean | undefined;
  readonly onYes: () => void;
  readonly onNo: () => void;
  /** Further ways out, between yes and no. */
  readonly children?: ReactNode;
}) {
  const { t } = useLanguage();
  const ref = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    // Asked by the reader just now, so the focus may follow; not onto "yes", so that a second Enter decides nothing.
    ref.current?.focus();
  }, []);
  return (
    <fieldset
      ref={ref}
      tabIndex={-1}
      className="confirm notice warn stack"
      aria-label={question}
      onKeyDown={event => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onNo();
      }}
    >
      <p>{question}</p>
      <div className="row">
        <Button kind="primary" busy={busy} onClick={onYes}>
          {yes}
        </Button>
        {children}
        <Button onClick={onNo}>{no ?? t('common.cancel')}</Button>
      </div>
    </fieldset>
  );
}
