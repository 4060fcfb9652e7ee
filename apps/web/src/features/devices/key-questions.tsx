import { type IssuedLink, isBureau, participantOf } from '@kengesh/domain';
import { useLanguage } from '../../language.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { clockText, useNow } from '../../ui/clock.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { linksForMe } from './keys-now.js';
import { useParticipantName } from './participant-name.js';
import './devices.css';

/** For those who lead the session: new links that wait for a second person, for a minute (SEC-18). */
export function KeyQuestions() {
  const { t } = useLanguage();
  const { me, state, now } = useSession();
  const { busy, refusal, ask } = useSubmitAct();
  const at = new Date(useNow(now, 1000)).toISOString();
  const who = me.participant;
  if (who === null || !isBureau(state, who)) return null;
  const links = linksForMe(state, who);
  return (
    <>
      <p className="visually-hidden" role="status">
        {links.length > 0 ? t('devices.ask.heading') : ''}
      </p>
      {links.length > 0 ? (
        <section className="keys-panel stack" aria-labelledby="key-questions-heading">
          <h2 className="overline" id="key-questions-heading">
            {t('devices.ask.heading')}
          </h2>
          <RefusalNotice refusal={refusal} />
          <ul>
            {links.map(({ participant, link }) => (
              <AskedLink key={participant} participant={participant} link={link} at={at} busy={busy} ask={ask} />
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

function AskedLink({
  participant,
  link,
  at,
  busy,
  ask,
}: {
  readonly busy: boolean;
  readonly ask: ReturnType<typeof useSubmitAct>['ask'];
  readonly participant: string;
  readonly link: IssuedLink;
  readonly at: string;
}) {
  const { t } = useLanguage();
  const { me, state } = useSession();
  const name = useParticipantName()(participant);
  const { generation } = link;
  const left = Math.ceil((Date.parse(link.until ?? at) - Date.parse(at)) / 1000);
  const isSecretary = participantOf(state, me.participant ?? '')?.role === 'secretary';
  return (
    <li className="key-row">
      <p>{t('devices.ask.of', { name, reason: t(`devices.reason.${link.reason}`) })}</p>
      {isSecretary ? (
        <>
          <p className="small soft">{t('devices.ask.waits')}</p>
          {left > 0 ? (
            <p className="small">{t('devices.ask.aloneIn', { clock: clockText(left) })}</p>
          ) : (
            <div className="row">
              <Button
                size="small"
                busy={busy}
                aria-label={t('devices.ask.aloneOne', { name })}
                onClick={() => void ask({ type: 'link.admit', participant, generation })}
              >
                {t('devices.ask.alone')}
              </Button>
              <span className="small soft">{t('devices.ask.aloneWhat')}</span>
            </div>
          )}
        </>
      ) : (
        <div className="row">
          <Button
            size="small"
            kind="primary"
            busy={busy}
            aria-label={t('devices.ask.confirmOne', { name })}
            onClick={() => void ask({ type: 'link.confirm', participant, generation })}
          >
            {t('devices.ask.confirm')}
          </Button>
          <Button
            size="small"
            kind="quiet"
            busy={busy}
            aria-label={t('devices.ask.refuseOne', { name })}
            onClick={() => void ask({ type: 'link.refuse', participant, generation })}
          >
            {t('devices.ask.refuse')}
          </Button>
        </div>
      )}
    </li>
  );
}
