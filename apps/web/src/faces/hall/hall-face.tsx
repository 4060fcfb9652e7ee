import './hall.css';
import { phrase } from '@kengesh/phrases';
import { useEffect } from 'react';
import { LiveSession, useSession } from '../../journal/session-context.js';
import { LanguageProvider } from '../../language.js';
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
  const fact = hallFact(state, pulse, at);
  return (
    <main className={`hall ${line.status === 'live' ? '' : 'stale'}`}>
      <FactView fact={fact} at={at} />
      <ThinLine at={at} />
    </main>
  );
}
