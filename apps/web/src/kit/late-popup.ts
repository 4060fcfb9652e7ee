import { type RefObject, useId, useRef, useState } from 'react';

/** What a popup of the kit is given by the button that it hangs on. */
export interface Popup {
  readonly id: string;
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean, details: { readonly event: Event; cancel(): void }) => void;
}

/**
 * A popup whose parts are fetched when it is first wanted. Its button stands all the while and keeps the focus until the
 * popup is there: a control that is put in the place of another loses what is typed meanwhile.
 */
export function useLatePopup<Parts>(fetchParts: () => Promise<Parts>) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [fetched, setFetched] = useState<{ readonly parts: Parts } | null>(null);
  const [open, setOpen] = useState(false);
  const [failed, setFailed] = useState(false);
  const want = async () => {
    if (fetched) return true;
    try {
      setFetched({ parts: await fetchParts() });
      setFailed(false);
      return true;
    } catch {
      return false;
    }
  };
  const show = () => {
    // Where a press gives a button no focus, there would be none to give back.
    button.current?.focus();
    setOpen(true);
    void want().then(there => {
      if (there) return;
      setFailed(true);
      setOpen(false);
    });
  };
  const popup: Popup = {
    id,
    button,
    open,
    onOpenChange: (next, details) => {
      // The press on the button closes it by itself.
      if (!next && details.event.type !== 'keydown' && button.current?.contains(details.event.target as Node | null))
        details.cancel();
      else setOpen(next);
    },
  };
  return {
    popup,
    parts: fetched?.parts ?? null,
    failed,
    show,
    close: () => setOpen(false),
    /** For the button: fetches ahead, opens and closes. */
    handlers: {
      ref: button,
      'aria-expanded': open,
      'aria-controls': open && fetched ? id : undefined,
      onPointerEnter: () => void want(),
      onFocus: () => void want(),
      onClick: () => (open ? setOpen(false) : show()),
    },
  };
}
