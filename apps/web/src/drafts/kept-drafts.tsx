import { useState } from 'react';
import { useLanguage } from '../language.js';
import { useSession } from '../live/session-context.js';
import { Button } from '../ui/button.js';
import type { KeptDraft } from './store.js';
import { useKeptDrafts, useSessionDrafts } from './use-draft.js';

/** What was typed elsewhere and not sent, beside the large button: each with a way there. The button never sends it. */
export function KeptDrafts({
  except,
  onGo,
}: {
  /** The form that the large button sends is named on it. */
  readonly except: string | null;
  readonly onGo: (draft: KeptDraft) => void;
}) {
  const { t } = useLanguage();
  const drafts = useKeptDrafts().filter(draft => draft.form !== except);
  if (drafts.length === 0) return null;
  return (
    <section className="kept-drafts small" aria-label={t('chair.draft.heading', { n: drafts.length })}>
      <span className="kept-drafts-heading">{t('chair.draft.heading', { n: drafts.length })}</span>
      <ul>
        {drafts.map(draft => (
          <Kept key={draft.form} draft={draft} onGo={() => onGo(draft)} />
        ))}
      </ul>
    </section>
  );
}

function Kept({ draft, onGo }: { readonly draft: KeptDraft; readonly onGo: () => void }) {
  const { state } = useSession();
  const { t } = useLanguage();
  const drafts = useSessionDrafts();
  const [throwing, setThrowing] = useState(false);
  const place = state.agenda.items.findIndex(item => item.id === draft.item) + 1;
  const name = [
    t(`chair.draft.kind.${draft.kind}`),
    place > 0 ? t('chair.draft.ofItem', { n: place }) : null,
    draft.excerpt ? `“${draft.excerpt}”` : null,
  ]
    .filter(Boolean)
    .join(' · ');
  if (throwing)
    return (
      <li>
        <Button size="small" kind="danger" onClick={() => drafts.forget(draft.form)}>
          {t('chair.draft.throwAway')}
        </Button>
        <Button size="small" onClick={() => setThrowing(false)}>
          {t('chair.draft.keep')}
        </Button>
      </li>
    );
  return (
    <li>
      <Button size="small" kind="quiet" aria-label={t('chair.draft.goTo', { name })} onClick={onGo}>
        <span className="kept-draft-name">{name}</span>
      </Button>
      <Button
        size="small"
        kind="quiet"
        aria-label={t('chair.draft.throwAwayOne', { name })}
        title={t('chair.draft.throwAwayOne', { name })}
        onClick={() => setThrowing(true)}
      >
        ×
      </Button>
    </li>
  );
}
