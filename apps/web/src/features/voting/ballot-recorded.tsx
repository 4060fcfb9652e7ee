import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { wallClock } from '../../ui/zone-time.js';
import { NotSo } from './ballot-entered.js';
import { useSeatName } from './ballot-several.js';
import type { BallotView } from './ballot-state.js';
import { WayNote } from './ballot-way.js';
import { ballotWord } from './ballot-words.js';
import { MARK, toneOf } from './choice-look.js';

/** "Recorded 14:33:07 · receipt 7K3-Q9M". Of a secret ballot without a time: there is none. */
export function RecordedLine({ ballot }: { readonly ballot: BallotView }) {
  const { t } = useLanguage();
  const { state } = useSession();
  const { recorded } = ballot;
  if (!recorded) return null;
  const zone = state.prepared?.session.zone ?? 'UTC';
  const time = recorded.at ? wallClock(Date.parse(recorded.at), zone).slice(11) : null;
  return (
    <span className="recorded-line">
      <span aria-hidden="true">✓ </span>
      {time ? t('delegate.ballot.recorded', { time }) : t('delegate.ballot.recordedPlain')}
      {recorded.receipt ? (
        <>
          {' · '}
          <span className="receipt">{t('delegate.ballot.receipt', { receipt: recorded.receipt })}</span>
        </>
      ) : null}
    </span>
  );
}

const BY = {
  device: null,
  hand: 'delegate.ballot.byHand',
  voice: 'part.by.voice',
  assisted: 'part.by.assisted',
} as const;

/** What was cast, of every seat, and the way to change it where the rules allow. */
export function RecordedBallot({ ballot }: { readonly ballot: BallotView }) {
  const language = useLanguage();
  const { t } = language;
  const seatName = useSeatName(ballot);
  const { recorded, voting, mine, recordedFor } = ballot;
  if (!voting || !recorded) return null;
  const by = BY[recorded.channel];
  const cast = mine.filter(one => one.on === 'device');
  return (
    <div className="stack">
      {recorded.choice === null ? <p className="soft">{t('delegate.ballot.secretChoice')}</p> : null}
      {cast.map(one => {
        const choice = recordedFor(one.seat)?.choice;
        return (
          <div key={one.seat}>
            {cast.length > 1 ? <p className="soft small">{seatName(one)}</p> : null}
            {choice ? (
              <p className={`ballot-mine ${toneOf(choice)}`}>
                <span className="mark" aria-hidden="true">
                  {MARK[choice] ?? '●'}
                </span>
                {ballotWord(language, voting, choice)}
              </p>
            ) : null}
          </div>
        );
      })}
      <p className="notice for">
        <RecordedLine ballot={ballot} />
      </p>
      {by ? <p className="small">{t(by)}</p> : null}
      {voting.way === 'roll_call' ? <WayNote ballot={ballot} /> : null}
      <NotSo ballot={ballot} />
      {ballot.mayChange ? <Button onClick={() => ballot.change(true)}>{t('part.change')}</Button> : null}
      <p className="soft small">{t('delegate.ballot.untilClose')}</p>
    </div>
  );
}
