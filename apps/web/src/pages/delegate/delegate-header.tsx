import { participantOf, seatOf } from '@kengesh/domain';
import { type ReactNode, useEffect, useRef } from 'react';
import { FloorLine } from '../../features/floor/floor-line.js';
import { secondsLeft } from '../../features/floor/my-clock.js';
import { LanguageChoice, useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { clockText, useNow } from '../../ui/clock.js';

/** Always there: which item of how many, the line, and who speaks for how long yet. */
export function DelegateHeader({ children }: { readonly children: ReactNode }) {
  const { t, localize } = useLanguage();
  const { state, line, now } = useSession();
  const at = useNow(now);
  const ref = useRef<HTMLElement>(null);
  useEffect(() => {
    const header = ref.current;
    if (!header) return;
    // The ballot rises up to the header, however many lines a language needs.
    const tell = () => document.documentElement.style.setProperty('--header-height', `${header.offsetHeight}px`);
    const watch = new ResizeObserver(tell);
    watch.observe(header);
    tell();
    return () => watch.disconnect();
  }, []);
  const { prepared, agenda, floor, session } = state;
  if (!prepared) return null;
  const index = agenda.items.findIndex(one => one.id === agenda.current);
  const item = agenda.items[index];
  const { holder } = floor;
  const speaker = holder ? participantOf(state, holder.participant) : undefined;
  const delegation = speaker?.seat ? seatOf(state, speaker.seat)?.delegation : undefined;
  const left = holder ? secondsLeft(holder, at) : 0;
  const status = line.status === 'live' ? 'live' : line.status === 'lost' ? 'lost' : 'connecting';
  const open = session.phase === 'open';
  const title = item && open ? localize(item.title) : localize(prepared.session.title);
  return (
    <header ref={ref} className="delegate-header">
      <FloorLine />
      <div className="header-row">
        <p className="header-where">
          {item && open ? <strong>{t('delegate.header.item', { n: index + 1, m: agenda.items.length })}</strong> : null}
          <span className="soft"> {localize(prepared.council.name)}</span>
        </p>
        <span className={`line-status ${status === 'live' ? '' : 'lost'}`}>
          <span className={status === 'live' ? 'visually-hidden' : ''}>{t(`delegate.line.${status}`)}</span>
        </span>
        <LanguageChoice />
      </div>
      <p className="header-title" title={title}>
        {title}
      </p>
      {open ? (
        <p className={`header-floor ${holder ? 'speaks' : 'soft'}`}>
          {speaker && holder ? (
            <>
              <span className="header-speaker">
                {delegation ? <span className="badge">{delegation}</span> : null} {localize(speaker.label)}
              </span>
              <span className={`header-clock ${left < 0 ? 'over' : ''}`} role="timer">
                {clockText(left)}
                {holder.pausedAt ? <small> {t('delegate.header.paused')}</small> : null}
                {left < 0 && !holder.pausedAt ? <small> {t('delegate.header.over')}</small> : null}
              </span>
            </>
          ) : (
            t('delegate.header.nobody')
          )}
        </p>
      ) : null}
      {children}
    </header>
  );
}
