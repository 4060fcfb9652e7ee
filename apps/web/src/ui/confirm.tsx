import { type ReactNode, useEffect, useRef } from 'react';
import { useLanguage } from '../language.js';
import { Button } from './button.js';
import { useQuestionAsked } from './open-forms.js';

/** A question asked where the button was, once: what would be lost, do it or leave it. Escape leaves it. */
export function Confirm({
  question,
  lines = [],
  yes,
  no,
  busy,
  onYes,
  onNo,
  ofBar = false,
  children,
}: {
  readonly question: string;
  /** What it is about, one by one. */
  readonly lines?: readonly string[];
  readonly yes: string;
  readonly no?: string | undefined;
  readonly busy?: boolean | undefined;
  readonly onYes: () => void;
  readonly onNo: () => void;
  /** Asked by the large button itself: everywhere else the button waits for the answer. */
  readonly ofBar?: boolean;
  /** Further ways out, between yes and no. */
  readonly children?: ReactNode;
}) {
  const { t } = useLanguage();
  useQuestionAsked(ofBar ? null : question);
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
      aria-label={[question, ...lines].join(' ')}
      onKeyDown={event => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onNo();
      }}
    >
      <p>{question}</p>
      {lines.length > 0 ? (
        <ul className="confirm-lines">
          {lines.map(line => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : null}
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
