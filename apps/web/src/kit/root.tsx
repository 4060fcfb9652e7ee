import { CSPProvider } from '@base-ui/react/csp-provider';
import { createContext, type ReactNode, useContext, useState } from 'react';
import './kit.css';

const Layer = createContext<HTMLElement | null>(null);

/**
 * Where the parts of the kit stand: none of them brings a style element, which our policy forbids, and what opens above the
 * page opens in one layer after it, in the styles of that page.
 */
export function KitRoot({ className, children }: { readonly className: string; readonly children: ReactNode }) {
  const [layer, setLayer] = useState<HTMLElement | null>(null);
  return (
    <CSPProvider disableStyleElements>
      <Layer value={layer}>{children}</Layer>
      <div ref={setLayer} className={`kit-layer ${className}`} />
    </CSPProvider>
  );
}

export const useLayer = (): HTMLElement | null => useContext(Layer);
