import { devicesOf, isBureau, participantOf, roleNow } from '@kengesh/domain';
import { useLanguage } from '../../language.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { useNow } from '../../ui/clock.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { type MarkedDevice, markedDevices, watchingDevices } from './keys-now.js';
import { useParticipantName } from './participant-name.js';
import './devices.css';

/** For those who lead the session: devices that are marked, and those that only watch. */
export function KeysPanel() {
  const { t } = useLanguage();
  const { me, state, now } = useSession();
  const { busy, refusal, ask } = useSubmitAct();
  const at = new Date(useNow(now, 1000)).toISOString();
  const who = me.participant;
  const { phase } = state.session;
  if (who === null || (phase !== 'open' && phase !== 'recess') || !isBureau(state, who)) return null;
  const marked = markedDevices(state, at);
  const watching = state.prepared?.rules.furtherDevice === 'secretary' ? watchingDevices(state) : [];
  if (marked.length + watching.length === 0) return null;
  return (
    <section className="keys-panel stack" aria-labelledby="keys-heading">
      <h2 className="overline" id="keys-heading">
        {t('devices.heading')}
      </h2>
      <RefusalNotice refusal={refusal} />
      <ul>
        {marked.map(one => (
          <Marked key={`${one.participant} ${one.device}`} marked={one} busy={busy} ask={ask} />
        ))}
        {watching.map(({ participant, device }) => (
          <Watching key={device} participant={participant} device={device} busy={busy} ask={ask} />
        ))}
      </ul>
    </section>
  );
}

interface Asking {
  readonly busy: boolean;
  readonly ask: ReturnType<typeof useSubmitAct>['ask'];
}

function Marked({ marked, busy, ask }: Asking & { readonly marked: MarkedDevice }) {
  const { t } = useLanguage();
  const { me, state } = useSession();
  const { participant, mark, generation } = marked;
  const name = useParticipantName()(participant);
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
  const name = useParticipantName()(participant);
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
