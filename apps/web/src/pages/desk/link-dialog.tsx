import type { LinkIssued, RosterRow, SessionRow } from '@kengesh/contracts';
import { LINK_REASONS, type LinkReason } from '@kengesh/domain';
import { useState } from 'react';
import * as api from '../../api/desk.js';
import { Dialog } from '../../kit/dialog.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { clockText, useNow } from '../../ui/clock.js';
import { Confirm } from '../../ui/confirm.js';
import { WhyNot } from './ask-first.js';
import { useApiMutation, useApiQuery, useUpdateCache } from './desk-queries.js';
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
  const isUnderWay = session.phase === 'open' || session.phase === 'recess';
  const [reason, setReason] = useState<LinkReason | ''>('');
  const why = isUnderWay && reason === '' ? t('desk.link.reasonNeeded') : null;
  // While it waits for a second person, it is looked at again.
  const fresh = useApiQuery(isUnderWay ? roster : null, 2000).data;
  const key = fresh?.find(one => one.participant === row.participant)?.link?.key;
  const issue = async () => {
    const answer = await send(api.issueLink(session.id, row.participant, reason || undefined));
    if (!answer) return;
    setIssued(answer.value);
    setAsking(null);
    await know(null, roster);
  };
  const revoke = async () => {
    if (!(await send(api.revokeLink(session.id, row.participant, reason || undefined)))) return;
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
      {key ? <KeyStanding session={session} row={row} standing={key} /> : null}
      {isUnderWay ? <ReasonField value={reason} onChange={setReason} /> : null}
      {asking === 'again' ? (
        <Confirm
          question={t(isUnderWay ? 'desk.link.againInSession' : 'desk.link.againQuestion')}
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
            <Button kind="primary" busy={busy} why={why} onClick={() => void issue()}>
              {t('desk.link.issue')}
            </Button>
          ) : (
            <>
              <Button kind={issued ? undefined : 'primary'} busy={busy} why={why} onClick={() => setAsking('again')}>
                {t('desk.link.again')}
              </Button>
              <Button kind="danger" busy={busy} why={why} onClick={() => setAsking('revoke')}>
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

/** Why, in a session under way: it is put on record. */
function ReasonField({
  value,
  onChange,
}: {
  readonly value: LinkReason | '';
  readonly onChange: (value: LinkReason | '') => void;
}) {
  const { t } = useLanguage();
  const options = LINK_REASONS.filter(one => one !== 'unsaid');
  return (
    <label className="field">
      <span className="label">{t('desk.link.reason')}</span>
      <select className="input" value={value} onChange={event => onChange(event.target.value as LinkReason | '')}>
        <option value="">—</option>
        {options.map(one => (
          <option key={one} value={one}>
            {t(`devices.reason.${one}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Whether the newest link is a key already: who has to confirm it, and when the secretary alone may let it in. */
function KeyStanding({
  session,
  row,
  standing: { standing, until },
}: {
  readonly session: SessionRow;
  readonly row: RosterRow;
  readonly standing: NonNullable<NonNullable<RosterRow['link']>['key']>;
}) {
  const { t } = useLanguage();
  const { busy, refusal, send } = useApiMutation();
  const know = useUpdateCache();
  const left = Math.ceil((Date.parse(until ?? '') - useNow(Date.now, 1000)) / 1000);
  if (standing === 'free' || standing === 'revoked') return null;
  if (standing !== 'asked')
    return (
      <p className={standing === 'refused' ? 'notice against' : 'notice'} role="status">
        {t(`desk.link.${standing}`)}
      </p>
    );
  const admit = async () => {
    if (await send(api.admitLinkAlone(session.id, row.participant))) await know(null, api.roster(session.id));
  };
  return (
    <div className="notice warn stack" role="status">
      <p>{t('desk.link.asked')}</p>
      {left > 0 ? (
        <p className="small">{t('devices.ask.aloneIn', { clock: clockText(left) })}</p>
      ) : (
        <>
          <p className="small">{t('devices.ask.aloneWhat')}</p>
          <div>
            <Button busy={busy} onClick={() => void admit()}>
              {t('devices.ask.alone')}
            </Button>
          </div>
        </>
      )}
      <WhyNot refusal={refusal} />
    </div>
  );
}
