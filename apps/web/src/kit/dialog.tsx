import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { useLayer } from './root.js';

interface Props {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * A modal dialog: the focus goes to its first control, is kept inside and given back, Escape closes. A question in it that
 * has taken the Escape for itself keeps the dialog open; a press beside it closes nothing, for something may be typed there.
 */
export function Dialog({ title, open, onClose, children }: Props) {
  const layer = useLayer();
  return (
    <Base.Root
      open={open}
      disablePointerDismissal
      onOpenChange={(next, details) => {
        if (next) return;
        if (details.event.defaultPrevented) details.cancel();
        else onClose();
      }}
    >
      <Base.Portal container={layer}>
        <Base.Backdrop className="kit-backdrop" />
        <Base.Viewport className="kit-viewport">
          <Base.Popup className="kit-dialog">
            <div className="stack">
              <Base.Title>{title}</Base.Title>
              {children}
            </div>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
