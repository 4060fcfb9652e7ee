import { devicesOf, linkAsked } from '@kengesh/domain';
import { useLanguage } from '../../language.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';

/** What its owner has to answer or to know of keys in the own name: a new link, another device that votes. */
export function MyKeys() {
  const { t } = useLanguage();
  const { me, state } = useSession();
  const { busy, refusal, ask } = useSubmitAct();
  const participant = me.participant;
  const { phase } = state.session;
  const own = participant === null ? undefined : devicesOf(state, participant);
  if (participant === null || !own || (phase !== 'open' && phase !== 'recess')) return null;
  const link = linkAsked(state, participant);
  const standing = [...(own.earlier ?? []), ...own.devices.flatMap(({ id, ended }) => (ended ? [] : [id]))];
  const isWatching = own.votes !== undefined && me.device !== undefined && own.votes !== me.device;
  const newest = standing.filter(id => id !== own.votes).at(-1);
  return (
    <>
      {link ? (
        <section className="card stack" role="alert" aria-labelledby="my-keys-heading">
          <h2 id="my-keys-heading">{t('devices.ask.heading')}</h2>
          <p>{t('devices.ask.own', { reason: t(`devices.reason.${link.reason}`) })}</p>
          <div className="row">
            <Button
              busy={busy}
              onClick={() => void ask({ type: 'link.refuse', participant, generation: link.generation })}
            >
              {t('devices.ask.ownRefuse')}
            </Button>
            <Button
              kind="primary"
              busy={busy}
              onClick={() => void ask({ type: 'link.confirm', participant, generation: link.generation })}
            >
              {t('devices.ask.ownConfirm')}
            </Button>
          </div>
        </section>
      ) : null}
      {isWatching ? (
        <p className="notice warn" role="status">
          {t(state.prepared?.rules.furtherDevice === 'secretary' ? 'devices.watch.secretary' : 'devices.watch.here')}
        </p>
      ) : newest && own.votes === me.device ? (
        <div className="notice stack" role="status">
          <p>{t('devices.watch.first')}</p>
          <Button busy={busy} onClick={() => void ask({ type: 'device.handOver', participant, device: newest })}>
            {t('devices.watch.handOver')}
          </Button>
        </div>
      ) : null}
      <RefusalNotice refusal={refusal} />
    </>
  );
}
