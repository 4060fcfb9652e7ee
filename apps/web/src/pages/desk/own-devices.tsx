import type { OwnDevice } from '@kengesh/contracts';
import * as api from '../../api/desk.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { ownZone } from '../../ui/zone-time.js';
import { WhyNot } from './ask-first.js';
import { useApiMutation, useApiQuery, useUpdateCache } from './desk-queries.js';
import { QueryBoundary } from './query-boundary.js';
import { momentOf } from './times.js';
import './access.css';

/** Where this account is signed in: each device can be ended, but for the one in hand. */
export function OwnDevices() {
  const { t } = useLanguage();
  const devices = useApiQuery(api.ownDevices());
  return (
    <section className="card stack account-form" aria-labelledby="own-devices">
      <h2 id="own-devices">{t('security.devices.title')}</h2>
      <p className="soft">{t('security.devices.lead')}</p>
      <QueryBoundary query={devices} lines={2}>
        {list => (
          <ul className="account-list">
            {list.map(device => (
              <Device key={device.id} device={device} />
            ))}
          </ul>
        )}
      </QueryBoundary>
    </section>
  );
}

function Device({ device }: { readonly device: OwnDevice }) {
  const { t, language } = useLanguage();
  const { busy, refusal, send } = useApiMutation();
  const know = useUpdateCache();
  const end = async () => {
    if (await send(api.endDevice(device.id))) await know(null, api.ownDevices());
  };
  const moment = (at: string) => momentOf(language, at, ownZone());
  const name = device.browser || t('security.devices.unknown');
  return (
    <li className="stack">
      <div className="row spread">
        <span className="who">
          <span className="security-source">{name}</span>{' '}
          {device.current ? <span className="badge for">{t('security.devices.current')}</span> : null}
          <span className="soft small account-email">
            {t('security.devices.seen', { from: moment(device.since), at: moment(device.seenAt) })}
          </span>
        </span>
        {device.current ? null : (
          <Button
            size="small"
            busy={busy}
            aria-label={`${t('security.devices.end')}: ${name}`}
            onClick={() => void end()}
          >
            {t('security.devices.end')}
          </Button>
        )}
      </div>
      <WhyNot refusal={refusal} />
    </li>
  );
}
