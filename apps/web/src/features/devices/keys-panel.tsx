import { devicesOf, type IssuedLink, isBureau, participantOf, roleNow } from '@kengesh/domain';
import { useLanguage } from '../../language.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { clockText, useNow } from '../../ui/clock.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { type MarkedDevice, markedDevices, waitingLinks, watchingDevices } from './keys-now.js';
import './devices.css';

/** For those who lead the session: links that wait for a second person, devices that are marked, and those that only watch. */
export function KeysPanel() {
  const { t } = useLanguage();
  const { me, state, now } = useSession();
  const { busy, refusal, ask } = useSubmitAct();
  const at = new Date(useNow(now, 1000)).toISOString();
  const who = me.participant;
  const { phase } = state.session;
  if (who === null || (phase !== 'open' && phase !== 'recess') || !isBureau(state, who)) return null;
  const links = waitingLinks(state).filter(({ participant }) => participant !== who);
  const marked = markedDevices(state, at);
  const watching = state.prepared?.rules.furtherDevice === 'secretary' ? watchingDevices(state) : [];
  return (
    <>
      <p className="visually-hidden" role="status">
        {links.length > 0 ? t('devices.ask.heading') : ''}
      </p>
      {links.length + marked.length + watching.length > 0 ? (
        <section className="keys-panel stack" aria-labelledby="keys-heading">
          <h2 className="overline" id="keys-heading">
            {t(links.length > 0 ? 'devices.ask.heading' : 'devices.heading')}
          </h2>
          <RefusalNotice refusal={refusal} />
          <ul>
            {links.map(({ participant, link }) => (
              <AskedLink key={participant} participant={participant} link={link} at={at} busy={busy} ask={ask} />
            ))}
            {marked.map(one => (
              <Marked key={`${one.participant} ${one.device}`} marked={one} busy={busy} ask={ask} />
            ))}
            {watching.map(({ participant, device }) => (
              <Watching key={device} participant={participant} device={device} busy={busy} ask={ask} />
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

interface Asking {
  readonly busy: boolean;
  readonly ask: ReturnType<typeof useSubmitAct>['ask'];
}

function useName() {
  const { localize } = useLanguage();
  const { state } = useSession();
  return (participant: string) => localize(participantOf(state, participant)?.label ?? {});
}

function AskedLink({
  participant,
  link,
  at,
  busy,
  ask,
}: Asking & { readonly participant: string; readonly link: IssuedLink; readonly at: string }) {
  const { t } = useLanguage();
  const { me, state } = useSession();
  const name = useName()(participant);
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

function Marked({ marked, busy, ask }: Asking & { readonly marked: MarkedDevice }) {
  const { t } = useLanguage();
  const { me, state } = useSession();
  const { participant, mark, generation } = marked;
  const name = useName()(participant);
  const role = roleNow(state, me.participant ?? '');
  const mayConfirm = mark === 'one' && participant !== me.participant && (role === 'chair' || role === 'deputy');
  return (
    <li className="key-row">
      <p>
        {name} <span className="badge warn">{t(`devices.mark.${mark}`)}</span>
      </p>
      {mark === 'one' ? <p className="small soft">{t('devices.mark.oneHint')}</p> : null}
      {mayConfirm && generation !== null ? (
        <Button
          size="small"
          busy={busy}
          aria-label={t('devices.mark.confirmOne', { name })}
          onClick={() => void ask({ type: 'link.confirm', participant, generation })}
        >
          {t('devices.mark.confirm')}
        </Button>
      ) : null}
    </li>
  );
}

function Watching({
  participant,
  device,
  busy,
  ask,
}: Asking & { readonly participant: string; readonly device: string }) {
  const { t } = useLanguage();
  const { me, state } = useSession();
  const name = useName()(participant);
  const isSecretary = participantOf(state, me.participant ?? '')?.role === 'secretary';
  return (
    <li className="key-row">
      <p>{t('devices.watch.of', { name })}</p>
      {isSecretary && devicesOf(state, participant) ? (
        <Button
          size="small"
          busy={busy}
          aria-label={t('devices.watch.bySecretaryOne', { name })}
          onClick={() => void ask({ type: 'device.handOver', participant, device })}
        >
          {t('devices.watch.bySecretary')}
        </Button>
      ) : null}
    </li>
  );
}
