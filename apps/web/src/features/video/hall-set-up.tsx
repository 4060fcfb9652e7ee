import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { SelectField } from '../../ui/select-field.js';
import { useDevices } from '../media/device-choice.js';
import { type DeviceFault, type DeviceKind, faultOf, open, picture, stopAll, voice } from '../media/devices.js';
import type { Choice } from '../media/room.js';
import { useLevel, VOICE } from '../media/use-level.js';

const FRESH: Choice = { microphone: '', camera: '', speaker: '', desk: true };

/** Which camera, which input, which loudspeakers: answered once by keyboard, then the screen has no controls again. */
export function HallSetUp({
  choice,
  onChoice,
  onClose,
}: {
  readonly choice: Choice | null;
  readonly onChoice: (choice: Choice | null) => void;
  readonly onClose: () => void;
}) {
  const { t } = useLanguage();
  const heading = useId();
  const ref = useRef<HTMLDialogElement>(null);
  const [now, setNow] = useState(choice ?? FRESH);
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [fault, setFault] = useState<DeviceFault | null>(null);
  const video = useRef<HTMLVideoElement>(null);
  const { microphone, camera, desk } = now;
  useEffect(() => {
    if (ref.current && !ref.current.open) ref.current.showModal();
  }, []);
  useEffect(() => {
    let gone = false;
    let opened: MediaStream | null = null;
    open({ audio: voice(microphone, desk), video: picture(camera) }).then(
      found => {
        opened = found;
        if (gone) return stopAll(found);
        setFault(null);
        setStream(found);
      },
      error => !gone && setFault(faultOf(error)),
    );
    return () => {
      gone = true;
      setStream(null);
      stopAll(opened);
    };
  }, [microphone, camera, desk]);
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream]);
  const level = useLevel(stream);
  const found = useDevices(stream);
  const select = (kind: DeviceKind): ReactNode => (
    <SelectField
      label={t(`hall.media.choose.${kind}`)}
      none={t('video.check.default')}
      value={found[kind].some(one => one.deviceId === now[kind]) ? now[kind] : ''}
      onChange={device => setNow({ ...now, [kind]: device })}
      options={found[kind]
        .filter(one => one.deviceId !== 'default')
        .map((one, index) => [one.deviceId, one.label || t('video.check.unnamed', { n: index + 1 })])}
    />
  );
  return (
    <dialog ref={ref} className="dialog hall-set-up" aria-labelledby={heading} onClose={onClose}>
      <form
        className="stack"
        onSubmit={event => {
          event.preventDefault();
          onChoice(now);
        }}
      >
        <h2 id={heading}>{t('hall.media.heading')}</h2>
        {fault ? (
          <p className="notice warn" role="alert">
            {t(`video.fault.${fault}`)}
          </p>
        ) : null}
        <div className="hall-set-up-columns">
          <div className="stack">
            {select('camera')}
            <video
              ref={video}
              className="hall-preview"
              autoPlay
              playsInline
              muted
              aria-label={t('video.check.camera')}
            />
          </div>
          <div className="stack">
            {select('microphone')}
            <meter min={0} max={1} low={VOICE} optimum={1} value={level ?? 0} aria-label={t('video.check.level')} />
            <label className="row">
              <input
                type="checkbox"
                checked={desk}
                onChange={event => setNow({ ...now, desk: event.target.checked })}
              />
              {t('hall.media.desk')}
            </label>
            <p className="small soft">{t('hall.media.deskHint')}</p>
            {select('speaker')}
          </div>
        </div>
        <div className="row">
          <Button type="submit" kind="primary">
            {t('hall.media.start')}
          </Button>
          {choice ? <Button onClick={() => onChoice(null)}>{t('hall.media.stop')}</Button> : null}
          <Button kind="quiet" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      </form>
    </dialog>
  );
}
