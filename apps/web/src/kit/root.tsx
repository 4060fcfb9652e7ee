import { CSPProvider } from '@base-ui/react/csp-provider';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { createDoneList, Done, type DoneList } from './done.js';
import './kit.css';

const Layer = createContext<HTMLElement | null>(null);

/**
 * Where the parts of the kit stand: none of them brings a style element, which our policy forbids, and what opens above the
 * page opens in one layer after it, in the styles of that page.
 */
export function KitRoot({ className, children }: { readonly className: string; readonly children: ReactNode }) {
  const [layer, setLayer] = useState<HTMLElement | null>(null);
  const [done] = useState(createDoneList);
  return (
    <CSPProvider disableStyleElements>
      <Done value={done}>
        <Layer value={layer}>{children}</Layer>
      </Done>
      <div ref={setLayer} className={`kit-layer ${className}`} />
      <div className={`kit-layer ${className}`}>
        <ToastRegion done={done} />
      </div>
    </CSPProvider>
  );
}

export const useLayer = (): HTMLElement | null => useContext(Layer);

/** Fetched once the page stands: a live region must be there before something is put into it. */
function ToastRegion({ done }: { readonly done: DoneList }) {
  const [parts, setParts] = useState<Pick<typeof import('./toasts.js'), 'Toasts'> | null>(null);
  useEffect(() => {
    let gone = false;
    import('./toasts.js').then(
      ({ Toasts }) => gone || setParts({ Toasts }),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, []);
  return parts ? <parts.Toasts done={done} /> : null;
}
