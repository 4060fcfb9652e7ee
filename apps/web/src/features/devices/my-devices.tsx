import type { OwnDevice } from '@kengesh/contracts';
import { devicesOf } from '@kengesh/domain';
import { useCallback, useEffect, useState } from 'react';
import { request } from '../../api/client.js';
import { endMyDevice, myDevices } from '../../api/session.js';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { ownZone, wallClock } from '../../ui/zone-time.js';

type Listed = readonly OwnDevice[] | 'loading' | 'failed';

/** The devices that act for whoever looks, each of which can be ended here; and the links issued in the own name. */
export function MyDevices() {
  const { t } = useLanguage();
  const { me, state } = useSession();
  const [listed, setListed] = useState<Listed>('loading');
  const [busy, setBusy] = useState(false);
  const own = me.participant === null ? undefined : devicesOf(state, me.participant);
  const zone = state.prepared?.session.zone ?? ownZone();
  const clock = (instant: string) => wallClock(Date.parse(instant), zone).slice(11, 16);
  const load = useCallback(() => request(me.as, myDevices()).then(setListed, () => setListed('failed')), [me.as]);
  // What the journal tells of own devices changes the list.
  useEffect(() => void load(), [load, own]);
  const end = async (device: string) => {
    setBusy(true);
    await request(me.as, endMyDevice(device)).catch(() => undefined);
    setBusy(false);
    await load();
  };
  if (listed === 'loading') return <p className="soft small">{t('devices.own.loading')}</p>;
  if (listed === 'failed')
    return (
      <p className="row">
        <span role="alert">{t('devices.own.failed')}</span>
        <Button size="small" onClick={() => void load()}>
          {t('devices.own.again')}
        </Button>
      </p>
    );
  return (
    <>
      <ul className="stack">
        {listed.map(({ id, browser, since, current }) => {
          const name = browser || t('devices.own.unknown');
          return (
            <li key={id} className="row spread">
              <span>
                {name}
                {current ? ` (${t('devices.own.this')})` : ''}{' '}
                <span className="soft small">{t('devices.own.since', { at: clock(since) })}</span>
              </span>
              <Button
                size="small"
                busy={busy}
                aria-label={t('devices.own.endOne', { name: `${name}, ${clock(since)}` })}
                onClick={() => void end(id)}
              >
                {t('devices.own.end')}
              </Button>
            </li>
          );
        })}
      </ul>
      {own && own.links.length > 0 ? (
        <>
          <h3>{t('devices.own.links')}</h3>
          <ul className="stack small">
            {own.links.map(({ generation, at, reason, standing }) => (
              <li key={generation}>
                {t('devices.own.link', { at: clock(at), reason: t(`devices.reason.${reason}`), standing })}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}
