import { presenceOf } from '@kengesh/domain';
import './floor-line.css';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { useOwnMedia } from '../video/own-microphone.js';

/**
 * Over everything, the ballot too: that one has the floor, and what of oneself goes out, with the mute beside it. Also where
 * the microphone is live without the floor, as of whoever presides from afar.
 */
export function FloorLine() {
  const { me, state } = useSession();
  const { t } = useLanguage();
  const media = useOwnMedia();
  const { holder } = state.floor;
  const speaks = holder !== null && me.participant !== null && holder.participant === me.participant;
  const live = media?.microphone === true || media?.camera === true;
  if (!speaks && !live) return null;
  const remote = me.participant !== null && presenceOf(state, me.participant)?.mode === 'remote';
  const said = [
    speaks ? t('delegate.floorLine.yours') : null,
    speaks && holder.pausedAt !== null ? t('delegate.floorLine.paused') : null,
    media
      ? t(media.microphone ? 'delegate.floorLine.microphoneOn' : 'delegate.floorLine.microphoneOff')
      : speaks && remote && me.video
        ? t('delegate.floorLine.notJoined')
        : null,
    media?.camera ? t('delegate.floorLine.cameraOn') : null,
  ];
  return (
    <section
      className={`floor-line${live || (speaks && holder.pausedAt === null) ? ' live' : ''}`}
      aria-label={t('delegate.floorLine.label')}
    >
      <p role="status">
        <span className="sign" aria-hidden="true">
          {live ? '●' : '○'}
        </span>{' '}
        {said.filter(Boolean).join(' · ')}
      </p>
      {media && (media.microphone || media.mayMicrophone) ? (
        <Button size="small" onClick={() => media.setMicrophone(!media.microphone)}>
          {t(media.microphone ? 'delegate.floorLine.mute' : 'delegate.floorLine.unmute')}
        </Button>
      ) : null}
    </section>
  );
}
