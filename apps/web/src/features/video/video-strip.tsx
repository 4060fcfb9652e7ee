import { liveVideo } from '@kengesh/phrases/pages/live-video';
import { type ComponentType, useState } from 'react';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { withSentences } from '../../sentences.js';
import { Button } from '../../ui/button.js';

type Live = ComponentType<{ readonly onClose: () => void }>;

/**
 * Sound and video, when one asks for them. Nothing here stands in the way of a ballot: the code comes on the press, and a
 * press that fails is told in a sentence.
 */
export function VideoStrip() {
  const { t } = useLanguage();
  const { me, state } = useSession();
  const [stage, setStage] = useState<'off' | 'starting' | 'failed'>('off');
  // In braces, for React would take a component for a function of the state before.
  const [{ Live }, setLive] = useState<{ readonly Live: Live | null }>({ Live: null });
  const { phase } = state.session;
  if (phase === 'closed' || phase === 'none') return null;
  if (!me.video) return <p className="soft small video-none">{t('delegate.video.none')}</p>;

  const start = async () => {
    setStage('starting');
    try {
      setLive({ Live: (await withSentences(import('./live.js'), liveVideo)).default });
      setStage('off');
    } catch {
      setStage('failed');
    }
  };
  return (
    <section className="video card stack" aria-label={t('delegate.video.heading')}>
      {Live ? (
        <Live onClose={() => setLive({ Live: null })} />
      ) : (
        <>
          {stage === 'failed' ? <p className="notice warn">{t('delegate.video.failed')}</p> : null}
          <Button busy={stage === 'starting'} onClick={() => void start()}>
            <span aria-hidden="true">▷</span>
            {t(stage === 'starting' ? 'delegate.video.starting' : 'delegate.video.start')}
          </Button>
        </>
      )}
    </section>
  );
}
