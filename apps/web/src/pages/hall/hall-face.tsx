import './hall.css';
import { phrase } from '@kengesh/phrases/page';
import { liveVideo } from '@kengesh/phrases/pages/live-video';
import { type ComponentType, useEffect, useState } from 'react';
import { hallKept } from '../../features/video/hall-kept.js';
import { LanguageProvider } from '../../language.js';
import { LiveSession, useSession } from '../../live/session-context.js';
import { withSentences } from '../../sentences.js';
import { useNow } from '../../ui/clock.js';
import { useMe } from '../delegate/use-me.js';
import { FactView } from './fact-view.js';
import { hallFact } from './hall-fact.js';
import { ThinLine } from './thin-line.js';

/** The hall's screen: one fact at a time, readable from the last row, nothing to press. */
export default function HallFace({ as }: { readonly as: string }) {
  const view = useMe(as);
  useEffect(() => {
    document.documentElement.classList.add('hall-page');
    document.title = phrase('ru', 'hall.title');
    return () => document.documentElement.classList.remove('hall-page');
  }, []);
  return (
    <LanguageProvider fixed="ru">
      {view.status === 'here' ? (
        <LiveSession me={view.me}>
          <HallScreen />
        </LiveSession>
      ) : (
        <main className="hall">
          <div className="hall-fact">
            <p className="hall-quiet">{phrase('ru', view.status === 'refused' ? 'hall.refused' : 'hall.loading')}</p>
            <p className="second" lang="en">
              {phrase('en', view.status === 'refused' ? 'hall.refused' : 'hall.loading')}
            </p>
          </div>
        </main>
      )}
    </LanguageProvider>
  );
}

export function HallScreen() {
  const { state, pulse, line, now } = useSession();
  const at = useNow(now, 250);
  const media = useMedia();
  const fact = hallFact(state, pulse, at);
  return (
    <main className={`hall ${line.status === 'live' ? '' : 'stale'} ${media.picture ? 'with-picture' : ''}`}>
      <FactView fact={fact} at={at} />
      <ThinLine at={at} />
      {media.Media && fact.kind !== 'closed' ? (
        <media.Media
          settingUp={media.settingUp}
          pictures={fact.kind === 'speaker' || fact.kind === 'item' || fact.kind === 'open'}
          onClosed={media.close}
          onPicture={media.show}
        />
      ) : null}
    </main>
  );
}

type HallMediaComponent = ComponentType<{
  settingUp: boolean;
  pictures: boolean;
  onClosed: () => void;
  onPicture: (shown: boolean) => void;
}>;

/** The hall's camera and sound: set up with the key S, and by itself where it was set up before. Nothing of it is loaded else. */
function useMedia() {
  const { me } = useSession();
  const [loaded, setLoaded] = useState<{ readonly Media: HallMediaComponent | null }>({ Media: null });
  const [settingUp, setUp] = useState(false);
  const [picture, show] = useState(false);
  const { video } = me;
  useEffect(() => {
    if (!video) return;
    let gone = false;
    const load = async () => {
      const { default: found } = await withSentences(import('../../features/video/hall-media.js'), liveVideo);
      if (!gone) setLoaded({ Media: found });
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.code !== 'KeyS' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.querySelector('dialog[open]')) return;
      setUp(true);
      void load();
    };
    if (hallKept()) void load();
    window.addEventListener('keydown', onKey);
    return () => {
      gone = true;
      window.removeEventListener('keydown', onKey);
    };
  }, [video]);
  const [close] = useState(() => () => setUp(false));
  return { ...loaded, settingUp, picture, close, show };
}
