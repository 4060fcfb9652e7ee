import type { InvitationsOutcome, RosterRow, SessionRow } from '@kengesh/contracts';
import { useState } from 'react';
import { Link } from 'wouter';
import * as api from '../../api/desk.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { useAskFirst } from './ask-first.js';
import { useUpdateCache } from './desk-queries.js';

/** Invitations to all who have an address; who has none is given a link by hand. */
export function Invitations({
  session,
  roster,
  why,
}: {
  readonly session: SessionRow;
  readonly roster: readonly RosterRow[];
  readonly why: string | null;
}) {
  const { t, localize } = useLanguage();
  const know = useUpdateCache();
  const [outcome, setOutcome] = useState<InvitationsOutcome | null>(null);
  const reached = roster.filter(one => one.email !== null).length;
  const told = roster.some(one => one.invited !== null);
  const cancelled = session.phase === 'cancelled';
  const act = t(cancelled ? 'desk.invite.sendCancelled' : told ? 'desk.invite.sendAgain' : 'desk.invite.send', {
    n: reached,
  });
  const sending = useAskFirst({
    question: t(cancelled ? 'desk.invite.cancelQuestion' : 'desk.invite.question', { n: reached }),
    yes: act,
    act: async send => {
      const answer = await send(api.invite(session.id, {}));
      if (!answer) return false;
      setOutcome(answer.value);
      await know(null, api.roster(session.id), api.letters(session.id));
      return true;
    },
  });
  return (
    <section className="card stack invitations" aria-label={t('desk.invite.invitations')}>
      <div className="row spread">
        <p className="grow">
          {t('desk.invite.how', { n: reached, all: roster.length })}{' '}
          <span className="soft">{t('desk.invite.noSecret')}</span>
        </p>
        {sending.asking ? null : (
          <Button
            kind={told && !cancelled ? undefined : 'primary'}
            busy={sending.busy}
            why={
              why ??
              (session.phase === 'closed' ? t('desk.session.isOpened') : reached === 0 ? t('desk.invite.nobody') : null)
            }
            onClick={sending.ask}
          >
            {act}
          </Button>
        )}
      </div>
      {sending.shown}
      <div role="status">
        {outcome === null ? null : outcome.mailing ? (
          <div className={`notice stack ${outcome.failed.length > 0 ? 'warn' : 'for'}`}>
            <p>{t('desk.invite.done', { n: outcome.pending })}</p>
            {outcome.failed.length > 0 ? (
              <>
                <p>{t('desk.invite.failed', { n: outcome.failed.length })}</p>
                <ul className="plain-list">
                  {outcome.failed.map(one => (
                    <li key={one.participant}>
                      {one.email}: {one.reason === 'own_mailbox' ? t('desk.invite.ownMailbox') : one.reason}
                    </li>
                  ))}
                </ul>
              </>
            ) : null}
          </div>
        ) : (
          <div className="notice warn stack">
            <p>{t('desk.invite.noMail')}</p>
            <div>
              <Link href={`/s/${session.id}/cards`} className="button">
                {t('desk.cards.open')}
              </Link>
            </div>
          </div>
        )}
        {outcome && outcome.withoutAddress.length > 0 ? (
          <p className="small">
            {t('desk.invite.without', { names: outcome.withoutAddress.map(one => localize(one.label)).join('; ') })}
          </p>
        ) : null}
      </div>
    </section>
  );
}
