import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { DeviceChoice, useDevices } from './device-choice.js';
import {
  type DeviceFault,
  type DeviceKind,
  faultOf,
  type KeptDevices,
  open,
  picture,
  stopAll,
  voice,
} from './devices.js';
import { mediaPasses, roundTrip, SLOW } from './line-test.js';
import { playTone } from './tone.js';
import { useLevel, VOICE } from './use-level.js';

interface Opened {
  readonly stream: MediaStream | null;
  readonly fault: DeviceFault | null;
}
const CLOSED: Opened = { stream: null, fault: null };

/** One device, open for as long as it is looked at. */
function useOpened(constraints: MediaStreamConstraints | null, key: string): Opened {
  const [opened, setOpened] = useState(CLOSED);
  // the key says all there is about the constraints
  useEffect(() => {
    if (!constraints) return setOpened(CLOSED);
    let gone = false;
    let stream: MediaStream | null = null;
    open(constraints).then(
      found => {
        stream = found;
        if (gone) stopAll(found);
        else setOpened({ stream: found, fault: null });
      },
      error => !gone && setOpened({ stream: null, fault: faultOf(error) }),
    );
    return () => {
      gone = true;
      stopAll(stream);
    };
  }, [key]);
  return opened;
}

/** Camera, microphone, loudspeaker and line, before anybody else sees or hears. */
export function DeviceCheck({
  kept,
  onKeep,
}: {
  readonly kept: KeptDevices;
  readonly onKeep: (change: Partial<KeptDevices>) => void;
}) {
  const [attempt, setAttempt] = useState(0);
  const wantsCamera = kept.way === 'camera';
  const wantsMicrophone = kept.way !== 'listen';
  const microphone = useOpened(
    wantsMicrophone ? { audio: voice(kept.microphone) } : null,
    `${wantsMicrophone} ${kept.microphone} ${attempt}`,
  );
  const camera = useOpened(
    wantsCamera ? { video: picture(kept.camera) } : null,
    `${wantsCamera} ${kept.camera} ${attempt}`,
  );
  const found = useDevices(microphone.stream ?? camera.stream);
  const choice = (kind: DeviceKind) => (
    <DeviceChoice kind={kind} found={found} value={kept[kind]} onChoose={device => onKeep({ [kind]: device })} />
  );
  const again = () => setAttempt(attempt + 1);
  return (
    <div className="device-check stack">
      {wantsCamera ? (
        <div className="stack">
          {camera.stream ? <Preview stream={camera.stream} /> : null}
          {camera.fault ? <Fault of="camera" fault={camera.fault} onAgain={again} /> : null}
          {choice('camera')}
        </div>
      ) : null}
      {wantsMicrophone ? (
        <div className="stack">
          {microphone.stream ? <Meter stream={microphone.stream} /> : null}
          {microphone.fault ? <Fault of="microphone" fault={microphone.fault} onAgain={again} /> : null}
          {choice('microphone')}
        </div>
      ) : null}
      <Speaker device={kept.speaker}>{choice('speaker')}</Speaker>
      <Line />
    </div>
  );
}

export function Fault({
  of,
  fault,
  onAgain,
}: {
  readonly of: 'camera' | 'microphone';
  readonly fault: DeviceFault;
  readonly onAgain?: () => void;
}) {
  const { t } = useLanguage();
  return (
    <div className="notice warn stack" role="alert">
      <p>
        <strong>{t(`video.fault.${of}`)}</strong> {t(`video.fault.${fault}`)}
      </p>
      {onAgain ? (
        <div>
          <Button size="small" onClick={onAgain}>
            {t('video.again')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function Preview({ stream }: { readonly stream: MediaStream }) {
  const { t } = useLanguage();
  const ref = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (ref.current) ref.current.srcObject = stream;
  }, [stream]);
  return (
    <figure className="preview">
      <video ref={ref} className="mirrored" autoPlay playsInline muted aria-label={t('video.check.preview')} />
      <figcaption className="small soft">{t('video.check.preview')}</figcaption>
    </figure>
  );
}

/** What the microphone hears, as a bar and, once it was a voice, in words. */
function Meter({ stream }: { readonly stream: MediaStream }) {
  const { t } = useLanguage();
  const level = useLevel(stream);
  const [heard, setHeard] = useState(false);
  useEffect(() => setHeard(false), [stream]);
  useEffect(() => {
    if (level !== null && level >= VOICE) setHeard(true);
  }, [level]);
  return (
    <div className="stack level">
      <meter min={0} max={1} low={VOICE} optimum={1} value={level ?? 0} aria-label={t('video.check.level')} />
      <p className="small" role="status">
        {heard ? (
          <span className="tick" aria-hidden="true">
            ✓{' '}
          </span>
        ) : null}
        {t(heard ? 'video.check.heard' : 'video.check.silent')}
      </p>
    </div>
  );
}

function Speaker({ device, children }: { readonly device: string; readonly children: React.ReactNode }) {
  const { t } = useLanguage();
  const [played, setPlayed] = useState(false);
  return (
    <div className="stack">
      {children}
      <div>
        <Button
          onClick={async () => {
            setPlayed(false);
            await playTone(device);
            setPlayed(true);
          }}
        >
          <span aria-hidden="true">♪</span> {t('video.check.tone')}
        </Button>
      </div>
      <p className="small soft" role="status">
        {played ? t('video.check.toned') : ''}
      </p>
    </div>
  );
}

function Line() {
  const { t } = useLanguage();
  const { me } = useSession();
  const [trip, setTrip] = useState<number | null | undefined>(undefined);
  const [media, setMedia] = useState<'good' | 'none' | 'later' | null>(null);
  useEffect(() => {
    let gone = false;
    void (async () => {
      const time = await roundTrip();
      if (gone) return;
      setTrip(time);
      if (time === null) return;
      const passes = await mediaPasses(me);
      if (!gone) setMedia(passes);
    })();
    return () => {
      gone = true;
    };
  }, [me]);
  const measuring = trip === undefined || (trip !== null && media === null);
  return (
    <div className="stack" role="status">
      <strong>{t('video.check.line')}</strong>
      {trip === undefined ? null : (
        <p className="small">
          {trip === null
            ? t('video.check.trip.none')
            : t(trip >= SLOW ? 'video.check.trip.slow' : 'video.check.trip.good', { ms: trip })}
        </p>
      )}
      {media ? <p className="small">{t(`video.check.media.${media}`)}</p> : null}
      {measuring ? <p className="small soft">{t('video.check.measuring')}</p> : null}
    </div>
  );
}
