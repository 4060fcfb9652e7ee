import type { LinkIssued, RosterRow, SessionRow } from '@kengesh/contracts';
import { useState } from 'react';
import * as api from '../../api/desk.js';
import { Dialog } from '../../kit/dialog.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { WhyNot } from './ask-first.js';
import { useApiMutation, useUpdateCache } from './desk-queries.js';
import { LinkShown } from './link-shown.js';
import { momentOf } from './times.js';

/** The link of one participant: given, given anew, taken back. The secret is shown here once and kept nowhere. */
export function LinkDialog({
  session,
  row,
  onClose,
}: {
  readonly session: SessionRow;
  readonly row: RosterRow;
  readonly onClose: () => void;
}) {
  const { t, localize, language } = useLanguage();
  const { busy, refusal, send } = useApiMutation();
  const know = useUpdateCache();
  const [issued, setIssued] = useState<LinkIssued | null>(null);
  const [asking, setAsking] = useState<'again' | 'revoke' | null>(null);
  const roster = api.roster(session.id);
  const issue = async () => {
    const answer = await send(api.issueLink(session.id, row.participant));
    if (!answer) return;
    setIssued(answer.value);
    setAsking(null);
    await know(null, roster);
  };
  const revoke = async () => {
    if (!(await send(api.revokeLink(session.id, row.participant)))) return;
    setIssued(null);
    setAsking(null);
    await know(null, roster);
  };
  return (
    <Dialog title={localize(row.label)} open onClose={onClose}>
      <p className="soft">{t('desk.link.what')}</p>
      {issued ? (
        <LinkShown issued={issued} zone={session.zone} label={localize(row.label)} />
      ) : row.link ? (
        <p>
          {t('desk.link.given', { at: momentOf(language, row.link.issuedAt, session.zone) })}{' '}
          {row.link.devices > 0 ? t('desk.link.inUse', { n: row.link.devices }) : t('desk.link.notUsed')}{' '}
          {t('desk.link.once')}
        </p>
      ) : (
        <p>{t('desk.link.none')}</p>
      )}
      {asking === 'again' ? (
        <Confirm
          question={t('desk.link.againQuestion')}
          yes={t('desk.link.again')}
          busy={busy}
          onYes={() => void issue()}
          onNo={() => setAsking(null)}
        />
      ) : asking === 'revoke' ? (
        <Confirm
          question={t('desk.link.revokeQuestion')}
          yes={t('desk.link.revoke')}
          busy={busy}
          onYes={() => void revoke()}
          onNo={() => setAsking(null)}
        />
      ) : (
        <div className="row">
          {row.link === null && issued === null ? (
            <Button kind="primary" busy={busy} onClick={() => void issue()}>
              {t('desk.link.issue')}
            </Button>
          ) : (
            <>
              <Button kind={issued ? undefined : 'primary'} busy={busy} onClick={() => setAsking('again')}>
                {t('desk.link.again')}
              </Button>
              <Button kind="danger" busy={busy} onClick={() => setAsking('revoke')}>
                {t('desk.link.revoke')}
              </Button>
            </>
          )}
          <Button kind="quiet" onClick={onClose}>
            {t('common.close')}
          </Button>
        </div>
      )}
      <WhyNot refusal={refusal} />
    </Dialog>
  );
}
