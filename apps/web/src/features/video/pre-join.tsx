import { useState } from 'react';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { DeviceCheck, Fault } from '../media/device-check.js';
import {
  type DeviceFault,
  faultOf,
  type KeptDevices,
  keep,
  open,
  picture,
  stopAll,
  voice,
  WAYS,
  type Way,
} from '../media/devices.js';

type DeviceRefusal = { readonly of: 'camera' | 'microphone'; readonly fault: DeviceFault };
/** What is left to join with when the browser gave no such device. */
const WITHOUT = { camera: 'microphone', microphone: 'listen' } as const;

/** How one joins, with a check for whoever wants it. Asks the browser now, so that nobody is asked when given the floor. */
export function PreJoin({
  kept,
  onKept,
  onJoin,
  onLater,
}: {
  readonly kept: KeptDevices;
  readonly onKept: (kept: KeptDevices) => void;
  readonly onJoin: () => void;
  readonly onLater: () => void;
}) {
  const { t } = useLanguage();
  const [checking, setChecking] = useState(false);
  const [asking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<DeviceRefusal | null>(null);
  const change = (part: Partial<KeptDevices>) => onKept(keep(part));
  const join = async (way: Way) => {
    change({ way });
    setRefusal(null);
    setAsking(true);
    const no = await refusedBy({ ...kept, way });
    setAsking(false);
    if (no) setRefusal(no);
    else onJoin();
  };
  return (
    <form
      className="stack"
      onSubmit={event => {
        event.preventDefault();
        void join(kept.way);
      }}
    >
      <fieldset className="stack ways">
        <legend>{t('video.before.heading')}</legend>
        {WAYS.map(way => (
          <label key={way} className="way">
            <input type="radio" name="way" checked={kept.way === way} onChange={() => change({ way })} />
            <span>
              {t(`video.way.${way}`)}
              <span className="soft small block">{t(`video.way.${way}.hint`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {checking ? <DeviceCheck kept={kept} onKeep={change} /> : null}
      <div>
        <Button aria-expanded={checking} onClick={() => setChecking(!checking)}>
          {t(checking ? 'video.check.close' : 'video.check.open')}
        </Button>
      </div>
      {refusal ? <Fault {...refusal} onAgain={() => void join(kept.way)} /> : null}
      <div className="row">
        <Button type="submit" kind="primary" busy={asking}>
          {t(asking ? 'video.asking' : 'video.join')}
        </Button>
        {refusal ? (
          <Button onClick={() => void join(WITHOUT[refusal.of])}>{t(`video.joinWithout.${refusal.of}`)}</Button>
        ) : null}
        <Button kind="quiet" onClick={onLater}>
          {t('video.later')}
        </Button>
      </div>
    </form>
  );
}

/** Asks for both in one question; where that is refused, finds out which of the two it was. */
async function refusedBy({ way, microphone, camera }: KeptDevices): Promise<DeviceRefusal | null> {
  if (way === 'listen') return null;
  const audio = voice(microphone);
  const first = await attempt(way === 'camera' ? { audio, video: picture(camera) } : { audio });
  if (first === null || way !== 'camera') return first && { of: 'microphone', fault: first };
  const alone = await attempt({ audio });
  return alone ? { of: 'microphone', fault: alone } : { of: 'camera', fault: first };
}

async function attempt(constraints: MediaStreamConstraints): Promise<DeviceFault | null> {
  try {
    stopAll(await open(constraints));
    return null;
  } catch (error) {
    return faultOf(error);
  }
}
