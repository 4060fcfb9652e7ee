/**
 * Parts of a page that it can be shown without: fetched one by one once it stands, drawn at once afterwards. One that is
 * opened earlier says that it is coming, or that it could not be fetched, with a way to try again.
 */
import { type ReactNode, useEffect, useState } from 'react';
import { useLanguage } from '../language.js';
import { Button } from './button.js';

interface DeferredPart<Module> {
  readonly loaded: () => Module | null;
  readonly load: () => Promise<Module>;
}

const parts: DeferredPart<unknown>[] = [];

export function deferred<Module>(fetchModule: () => Promise<Module>): DeferredPart<Module> {
  let module: Module | null = null;
  let pending: Promise<Module> | null = null;
  const part: DeferredPart<Module> = {
    loaded: () => module,
    load: () => {
      pending ??= fetchModule().then(
        fetched => {
          module = fetched;
          return fetched;
        },
        (error: unknown) => {
          pending = null;
          throw error;
        },
      );
      return pending;
    },
  };
  parts.push(part);
  return part;
}

/** Fetches every part of the page. What fails is tried again when it is opened. */
export async function loadDeferredParts(): Promise<void> {
  for (const part of parts) await part.load().catch(() => undefined);
}

export function Deferred<Module>({
  part,
  children,
}: {
  readonly part: DeferredPart<Module>;
  readonly children: (module: Module) => ReactNode;
}) {
  const { t } = useLanguage();
  const [module, setModule] = useState<{ readonly of: Module } | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [failed, setFailed] = useState(false);
  const loaded = part.loaded() ?? module?.of ?? null;
  const missing = loaded === null;
  useEffect(() => {
    if (!missing) return;
    let gone = false;
    setFailed(false);
    part.load().then(
      of => !gone && setModule({ of }),
      () => !gone && setFailed(true),
    );
    return () => {
      gone = true;
    };
  }, [part, missing, attempt]);
  if (loaded !== null) return children(loaded);
  return failed ? (
    <p className="row">
      <span role="alert">{t('part.later.failed')}</span>
      <Button size="small" onClick={() => setAttempt(attempt + 1)}>
        {t('part.later.again')}
      </Button>
    </p>
  ) : (
    <p className="soft small">{t('part.later.loading')}</p>
  );
}
