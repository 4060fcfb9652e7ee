import { type RefObject, useEffect, useRef } from 'react';

/** A form that the reader has just opened: its first field takes the focus, and so comes into sight. */
export function useFocusFirst<T extends HTMLElement>(when = true): RefObject<T | null> {
  const ref = useRef<T>(null);
  // only as it appears
  useEffect(() => {
    if (when) focusField(ref.current);
  }, []);
  return ref;
}

/** The first field of a form, or after a fault the first that is wrong. */
export function focusField(form: HTMLElement | null): void {
  const field =
    form?.querySelector<HTMLElement>('[aria-invalid="true"]') ??
    form?.querySelector<HTMLElement>('input, textarea, select');
  field?.focus();
  field?.scrollIntoView?.({ block: 'nearest' });
}
