import { rare as rareSentences } from '@kengesh/phrases/pages/rare';
import { type ReactNode, useState } from 'react';
import { withSentences } from '../../sentences.js';
import { Deferred, deferred, loadDeferredParts } from '../../ui/deferred.js';

type Rare = typeof import('./rare.js');

/** What is seldom needed comes when it is asked for, and its forms after it, so that the page opens at once on a weak line. */
const rare = deferred(async (): Promise<Rare> => {
  const panels = await withSentences(import('./rare.js'), rareSentences);
  void loadDeferredParts();
  return panels;
});

export const LazyPanels = ({ children }: { readonly children: (rare: Rare) => ReactNode }) => (
  <Deferred part={rare}>{children}</Deferred>
);

/** Folded until it is asked for. */
export function LazySection({
  title,
  children,
}: {
  readonly title: string;
  readonly children: (rare: Rare) => ReactNode;
}) {
  const [open, setOpen] = useState(false);
  return (
    <details className="papers more-part" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open ? (
        <div className="stack">
          <LazyPanels>{children}</LazyPanels>
        </div>
      ) : null}
    </details>
  );
}
