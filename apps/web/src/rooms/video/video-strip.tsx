import './video.css';
import { useEffect, useRef, useState } from 'react';
import { Refused } from '../../api/client.js';
import { useSession } from '../../journal/session-context.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { joinRoom, type RoomView, type VideoRoom } from './video-room.js';

type Stage = 'off' | 'starting' | 'on' | 'failed' | 'ended';

/**
 * Sound and video, when one asks for them. Nothing here stands in the way of a ballot: the room's code is loaded on the
 * click, and whatever fails is told in a sentence.
 */
export function VideoStrip() {
  const { t, why } = useLanguage();
  const { me, state } = useSession();
  const [stage, setStage] = useState<Stage>('off');
  const [view, setView] = useState<RoomView | null>(null);
  const [folded, setFolded] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const room = useRef<VideoRoom | null>(null);
  const stopped = useRef(false);
  useEffect(() => {
    stopped.current = false;
    return () => {
      stopped.current = true;
      room.current?.leave();
    };
  }, []);

  const { phase } = state.session;
  if (phase === 'closed' || phase === 'none') return null;
  if (!me.video) return <p className="soft small video-none">{t('delegate.video.none')}</p>;

  const start = async () => {
    setStage('starting');
    try {
      const opened = await joinRoom(me, {
        changed: setView,
        ended: () => {
          setView(null);
          setStage('ended');
        },
      });
      if (stopped.current) {
        opened.leave();
        return;
      }
      room.current = opened;
      setStage('on');
    } catch (error) {
      const said = error instanceof Refused && error.status >= 400 && error.status < 500;
      setRefused(said ? why(error.code, error.params) : null);
      setStage('failed');
    }
  };
  const stop = () => {
    room.current?.leave();
    room.current = null;
    setView(null);
    setStage('off');
  };

  return (
    <section className="video card stack" aria-label={t('delegate.video.heading')}>
      {stage === 'on' && view ? (
        <OnAir room={room.current} view={view} folded={folded} onFold={setFolded} onStop={stop} />
      ) : (
        <>
          {stage === 'failed' ? <p className="notice warn">{refused ?? t('delegate.video.failed')}</p> : null}
          {stage === 'ended' ? <p className="notice warn">{t('delegate.video.ended')}</p> : null}
          <Button busy={stage === 'starting'} onClick={() => void start()}>
            <span aria-hidden="true">▷</span>
            {t(stage === 'starting' || stage === 'on' ? 'delegate.video.starting' : 'delegate.video.start')}
          </Button>
        </>
      )}
    </section>
  );
}

function OnAir({
  room,
  view,
  folded,
  onFold,
  onStop,
}: {
  readonly room: VideoRoom | null;
  readonly view: RoomView;
  readonly folded: boolean;
  readonly onFold: (folded: boolean) => void;
  readonly onStop: () => void;
}) {
  const { t } = useLanguage();
  return (
    <>
      {view.reconnecting ? <p className="notice warn">{t('delegate.video.lost')}</p> : null}
      {view.soundBlocked ? (
        <p className="notice warn row">
          {t('delegate.video.sound')}
          <Button kind="primary" onClick={() => room?.startSound()}>
            {t('delegate.video.soundOn')}
          </Button>
        </p>
      ) : null}
      {view.tracks.length === 0 ? <p className="soft small">{t('delegate.video.waiting')}</p> : null}
      <div className={`video-tracks ${folded ? 'folded' : ''}`}>
        {view.tracks.map(track => (
          <Track key={track.id} attach={track.attach} kind={track.kind} />
        ))}
      </div>
      {view.mayPublish ? (
        <div className="row video-mine">
          <strong className={view.microphone ? 'on-air' : ''} role="status">
            {t(view.microphone ? 'delegate.video.onAir' : 'delegate.video.muted')}
          </strong>
          <Button
            kind={view.microphone ? undefined : 'primary'}
            onClick={() => void room?.microphone(!view.microphone)}
          >
            {t(view.microphone ? 'delegate.video.mute' : 'delegate.video.unmute')}
          </Button>
          <Button onClick={() => void room?.camera(!view.camera)}>
            {t(view.camera ? 'delegate.video.cameraOff' : 'delegate.video.cameraOn')}
          </Button>
        </div>
      ) : null}
      {view.deviceRefused ? <p className="notice warn">{t('delegate.video.noMicrophone')}</p> : null}
      <div className="row">
        {view.tracks.some(one => one.kind === 'video') ? (
          <Button kind="quiet" size="small" onClick={() => onFold(!folded)}>
            {t(folded ? 'delegate.video.unfold' : 'delegate.video.fold')}
          </Button>
        ) : null}
        <Button kind="quiet" size="small" onClick={onStop}>
          {t('delegate.video.stop')}
        </Button>
      </div>
    </>
  );
}

/** One incoming (or one's own) track. Sound plays while the picture is folded away. */
function Track({
  attach,
  kind,
}: {
  readonly attach: (element: HTMLMediaElement) => () => void;
  readonly kind: 'audio' | 'video';
}) {
  const ref = useRef<HTMLVideoElement & HTMLAudioElement>(null);
  useEffect(() => (ref.current ? attach(ref.current) : undefined), [attach]);
  // biome-ignore lint/a11y/useMediaCaption: a live voice has no captions yet
  return kind === 'video' ? <video ref={ref} autoPlay playsInline muted /> : <audio ref={ref} autoPlay />;
}
