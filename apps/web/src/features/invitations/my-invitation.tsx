import { useState } from 'react';
import { ApiError } from '../../api/client.js';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';

/** The file as this participant. Fetched, not linked to: only a request of ours can say which participant asks. */
async function fetchInvitation(as: string, session: string): Promise<Blob> {
  let response: Response;
  try {
    response = await fetch(`/api/sessions/${encodeURIComponent(session)}/my-invitation.ics`, {
      headers: { 'X-Kengesh-As': as },
      credentials: 'same-origin',
      cache: 'no-store',
    });
  } catch {
    throw new ApiError('net.offline', {}, 0);
  }
  if (response.ok) return await response.blob();
  const problem = (await response.json().catch(() => ({}))) as { code?: string; params?: ApiError['params'] };
  throw new ApiError(problem.code ?? 'fault', problem.params ?? {}, response.status);
}

/** One's own invitation as a calendar file. */
export function MyInvitation() {
  const { t, refusalText } = useLanguage();
  const { me } = useSession();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const session = me.sessionId;
  if (session === null) return null;
  const get = async () => {
    setBusy(true);
    setRefused(null);
    try {
      const address = URL.createObjectURL(await fetchInvitation(me.as, session));
      const link = Object.assign(document.createElement('a'), { href: address, download: 'invitation.ics' });
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setRefused(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="stack">
      <div>
        <Button busy={busy} onClick={() => void get()}>
          {t(busy ? 'delegate.invitation.busy' : 'delegate.invitation.get')}
        </Button>
      </div>
      <p className="soft small">{t('delegate.invitation.hint')}</p>
      {refused ? (
        <p className="notice against" role="alert">
          {refused.code === 'net.offline' ? t('delegate.line.lost') : refusalText(refused.code, refused.params)}
        </p>
      ) : null}
    </div>
  );
}
