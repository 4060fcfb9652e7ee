import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { useId } from 'react';

interface Props extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  readonly kind?: 'primary' | 'quiet' | 'danger' | undefined;
  readonly size?: 'large' | 'small' | undefined;
  /** Why it is not lawful now: the button stays reachable, greyed, and says so. */
  readonly why?: string | null | undefined;
  readonly busy?: boolean | undefined;
  readonly children: ReactNode;
}

/** A button that never disappears from the keyboard: what is not lawful now is greyed and says why. */
export function Button({ kind, size, why, busy, className, children, onClick, ...rest }: Props) {
  const hint = useId();
  const off = Boolean(why) || busy === true;
  return (
    <>
      <button
        type="button"
        {...rest}
        className={['button', kind, size, className].filter(Boolean).join(' ')}
        aria-disabled={off || undefined}
        aria-describedby={why ? hint : rest['aria-describedby']}
        title={why ?? rest.title}
        onClick={off ? event => event.preventDefault() : onClick}
      >
        {children}
      </button>
      {why ? (
        <span id={hint} className="visually-hidden">
          {why}
        </span>
      ) : null}
    </>
  );
}
