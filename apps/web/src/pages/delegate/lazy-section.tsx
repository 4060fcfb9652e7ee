import { rare as rareSentences } from '@kengesh/phrases/pages/rare';
import { type ReactNode, useEffect, useState } from 'react';
import { useLanguage } from '../../language.js';
import { withSentences } from '../../sentences.js';
import { Button } from '../../ui/button.js';
import { loadDeferredParts } from '../../ui/deferred.js';

type Rare = typeof import('./rare.js');
let held: Rare | null = null;

/** What is seldom needed comes when it is asked for, so that the page itself opens at once on a weak line. */
export function LazyPanels({ children }: { readonly children: (rare: Rare) => ReactNode }) {
  const { t } = useLanguage();
  const [rare, setRare] = useState(held);
  const [tries, setTries] = useState(0);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (held) return;
    let gone = false;
    setFailed(false);
    withSentences(import('./rare.js'), rareSentences).then(
      found => {
        held = found;
        void loadDeferredParts();
        if (!gone) setRare(found);
      },
      () => !gone && setFailed(true),
    );
    return () => {
      gone = true;
    };
  }, [tries]);
  if (rare) return children(rare);
  return failed ? (
    <p className="row">
      <span role="alert">{t('part.later.failed')}</span>
      <Button size="small" onClick={() => setTries(tries + 1)}>
        {t('part.later.again')}
      </Button>
    </p>
  ) : (
    <p className="soft small">{t('part.later.loading')}</p>
  );
}

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
