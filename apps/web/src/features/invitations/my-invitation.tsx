import { useState } from 'react';
import { ApiError } from '../../api/client.js';
import { download } from '../../api/download.js';
import { ownInvitationFile } from '../../api/session.js';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';

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
      await download(me.as, ownInvitationFile(session), 'invitation.ics');
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
