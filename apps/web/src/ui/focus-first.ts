import { type RefObject, useEffect, useRef } from 'react';

/** A form that the reader has just opened: its first field takes the focus, and so comes into sight. */
export function useFocusFirst<T extends HTMLElement>(): RefObject<T | null> {
  const ref = useRef<T>(null);
  useEffect(() => {
    ref.current?.querySelector<HTMLElement>('input, textarea, select')?.focus();
  }, []);
  return ref;
}
