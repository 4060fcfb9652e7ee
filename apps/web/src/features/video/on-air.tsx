import { grants } from '@kengesh/domain';
import { type ReactNode, useState } from 'react';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { Fault } from '../media/device-check.js';
import { DeviceChoice, useDevices } from '../media/device-choice.js';
import type { KeptDevices } from '../media/devices.js';
import type { RoomView } from '../media/room.js';
import type { Source } from '../media/sending.js';
import { Picture, Sounds } from './media-view.js';
import { useName } from './use-name.js';
import type { Part, Video } from './use-room.js';

const SIGN = { excellent: '▮▮▮', good: '▮▮▯', poor: '▮▯▯', lost: '✕', unknown: '…' } as const;

/** In the video room: whoever speaks large, the chair and the hall beside, one's own keys below. */
export function OnAir({
  video,
  part,
  kept,
  onKeep,
  onPin,
  onStop,
  children,
}: {
  readonly video: Video;
  readonly part: Part;
  readonly kept: KeptDevices;
  readonly onKeep: (change: Partial<KeptDevices>) => void;
  readonly onPin: (from: string, on: boolean) => void;
  readonly onStop: () => void;
  /** What stands between the pictures and the settings: the choice of a channel. */
  readonly children?: ReactNode;
}) {
  const { t } = useLanguage();
  const { me, state } = useSession();
  const [folded, setFolded] = useState(false);
  const { view, room, step } = video;
  const waits = me.participant !== null && grants(state, me.participant).waits;
  return (
    <>
      {video.stage.at === 'again' || view?.reconnecting ? (
        <p className="notice warn" role="status">
          {t('video.reconnecting')}
        </p>
      ) : null}
      {view ? (
        <>
          <Sounds sounds={view.sounds} />
          {view.soundBlocked && part.ears === 'own' ? (
            <p className="notice warn row">
              {t('video.sound')}
              <Button kind="primary" onClick={() => room?.startSound()}>
                {t('video.soundOn')}
              </Button>
            </p>
          ) : null}
          {waits ? <p className="notice">{t('video.waits')}</p> : null}
          {part.ears === 'hall' ? <p className="small soft">{t('video.inHall')}</p> : null}
          {video.weak && step !== 'all' ? (
            <p className="notice warn small" role="status">
              {t(`video.step.${step}`)}
            </p>
          ) : null}
          {folded ? null : <Pictures view={view} part={part} onPin={onPin} />}
          <Mine view={view} onSend={video.send} />
        </>
      ) : video.stage.at === 'joining' ? (
        <p role="status">{t('video.joining')}</p>
      ) : null}
      {children}
      <div className="row video-foot">
        {view ? (
          <span className={`small quality ${view.quality}`}>
            <span aria-hidden="true">{SIGN[view.quality]} </span>
            {t(`video.quality.${view.quality}`)}
          </span>
        ) : null}
        {view?.pictures.length ? (
          <Button kind="quiet" size="small" aria-expanded={!folded} onClick={() => setFolded(!folded)}>
            {t(folded ? 'video.unfold' : 'video.fold')}
          </Button>
        ) : null}
        <Button kind="quiet" size="small" onClick={onStop}>
          {t('video.stop')}
        </Button>
      </div>
      <Settings kept={kept} onKeep={onKeep} video={video} ears={part.ears} />
    </>
  );
}

function Pictures({
  view,
  part,
  onPin,
}: {
  readonly view: RoomView;
  readonly part: Part;
  readonly onPin: (from: string, on: boolean) => void;
}) {
  const { t } = useLanguage();
  const nameOf = useName();
  // A screen that is shared is what all look at; its speaker moves into the row.
  const first = view.pictures.find(one => one.source === 'screen') ?? view.pictures.find(one => !one.own && !one.small);
  const others = view.pictures.filter(one => one !== first);
  const hidden = view.offered;
  return (
    <>
      {view.pictures.length === 0 ? <p className="soft small">{t('video.nobody')}</p> : null}
      <div className="pictures">
        {first ? <Picture key={first.id} media={first} name={nameOf(first)} large /> : null}
        {others.length > 0 ? (
          <div className="picture-row">
            {others.map(one => (
              <Picture key={one.id} media={one} name={nameOf(one)} />
            ))}
          </div>
        ) : null}
      </div>
      {hidden.length > 0 || part.pinned.size > 0 ? (
        <details className="video-more">
          <summary>{t('video.others', { n: hidden.length })}</summary>
          <div className="row">
            {[...hidden, ...part.pinned].map(from => {
              const shown = part.pinned.has(from);
              const name = nameOf({ from, own: false, source: 'camera' });
              return (
                <Button key={from} size="small" onClick={() => onPin(from, !shown)}>
                  {t(shown ? 'video.hide' : 'video.show', { name })}
                </Button>
              );
            })}
          </div>
        </details>
      ) : null}
    </>
  );
}

/** One's own microphone, camera and screen, as far as the session lets them be sent. */
function Mine({ view, onSend }: { readonly view: RoomView; readonly onSend: (source: Source, on: boolean) => void }) {
  const { t } = useLanguage();
  const { me, state } = useSession();
  const sends = (source: Source) => view.sending.includes(source);
  const may = (source: Source) => view.may.includes(source);
  const silenced = me.participant !== null && state.video?.muted.includes(me.participant) === true;
  // An interpreter's microphone belongs to the console.
  const speaks = may('microphone') && me.role !== 'interpreter';
  const shares = may('screen') && typeof navigator.mediaDevices?.getDisplayMedia === 'function';
  return (
    <>
      {silenced ? (
        <p className="notice warn" role="status">
          {t('video.mutedByChair')}
        </p>
      ) : null}
      {speaks || may('camera') || shares ? (
        <div className="row video-mine">
          {speaks ? (
            <>
              <strong className={sends('microphone') ? 'on-air' : ''} role="status">
                {t(sends('microphone') ? 'video.onAir' : 'video.muted')}
              </strong>
              <Button
                kind={sends('microphone') ? undefined : 'primary'}
                onClick={() => onSend('microphone', !sends('microphone'))}
              >
                {t(sends('microphone') ? 'video.mute' : 'video.unmute')}
              </Button>
            </>
          ) : null}
          {may('camera') ? (
            <Button onClick={() => onSend('camera', !sends('camera'))}>
              {t(sends('camera') ? 'video.cameraOff' : 'video.cameraOn')}
            </Button>
          ) : null}
          {shares ? (
            <Button onClick={() => onSend('screen', !sends('screen'))}>
              {t(sends('screen') ? 'video.screenOff' : 'video.screenOn')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {view.fault ? <Fault {...view.fault} /> : null}
    </>
  );
}

function Settings({
  kept,
  onKeep,
  video,
  ears,
}: {
  readonly kept: KeptDevices;
  readonly onKeep: (change: Partial<KeptDevices>) => void;
  readonly video: Video;
  readonly ears: Part['ears'];
}) {
  const { t } = useLanguage();
  const [open, setOpen] = useState(false);
  return (
    <details className="video-more" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{t('video.settings')}</summary>
      {open ? (
        <div className="stack">
          <label className="row">
            <input
              type="checkbox"
              checked={kept.lowData}
              onChange={event => onKeep({ lowData: event.target.checked })}
            />
            {t('video.lowData')}
          </label>
          <Choices kept={kept} onKeep={onKeep} video={video} ears={ears} />
        </div>
      ) : null}
    </details>
  );
}

/** Another device, taken up at once. */
function Choices({ kept, onKeep, video, ears }: Parameters<typeof Settings>[0]) {
  const found = useDevices(video.view?.sending.join());
  const kinds = ears === 'hall' ? (['speaker'] as const) : (['microphone', 'camera', 'speaker'] as const);
  return kinds.map(kind => (
    <DeviceChoice
      key={kind}
      kind={kind}
      found={found}
      value={kept[kind]}
      onChoose={device => {
        onKeep({ [kind]: device });
        void video.room?.choose(kind, device);
      }}
    />
  ));
}
