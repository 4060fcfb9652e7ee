import { useEffect, useState } from 'react';

/** A button that does something only while it is held, by finger, mouse or key. Letting go anywhere ends it. */
export function useHold() {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (!held) return;
    const off = () => setHeld(false);
    const ends = ['pointerup', 'pointercancel', 'blur', 'keyup'] as const;
    for (const end of ends) window.addEventListener(end, off);
    return () => {
      for (const end of ends) window.removeEventListener(end, off);
    };
  }, [held]);
  return {
    held,
    keys: {
      'aria-pressed': held,
      onPointerDown: () => setHeld(true),
      onKeyDown: (event: { key: string; preventDefault: () => void }) => {
        if (event.key !== ' ' && event.key !== 'Enter') return;
        event.preventDefault();
        setHeld(true);
      },
    },
  } as const;
}
