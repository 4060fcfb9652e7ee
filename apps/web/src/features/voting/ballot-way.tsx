import { seatOf, type Voting } from '@kengesh/domain';
import { formatLocalDate, weightText } from '@kengesh/phrases/page';
import { useState } from 'react';
import { useLanguage } from '../../language.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { clockText, useNow } from '../../ui/clock.js';
import { Confirm } from '../../ui/confirm.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { SeatSelect } from '../../ui/seat-select.js';
import { wallClock } from '../../ui/zone-time.js';
import { timeThere } from '../attendance/my-times.js';
import { isByPost, ownSeat } from './ballot-seats.js';
import type { BallotView } from './ballot-state.js';
import { isWeighted } from './ballot-words.js';

/** A rehearsal is never taken for the real thing. */
export function TestMark({ voting }: { readonly voting: Voting }) {
  const { t } = useLanguage();
  return voting.test ? <p className="notice warn test-mark">{t('part.test')}</p> : null;
}

/** What is particular about this vote: how it is taken in the hall, whose turn it is, until when, what a ballot weighs. */
export function WayNote({ ballot }: { readonly ballot: BallotView }) {
  const { t, language } = useLanguage();
  const { voting, mine } = ballot;
  if (!voting) return null;
  const weighted = isWeighted(voting);
  const [first] = mine;
  return (
    <>
      {voting.way === 'hands' && !mine.some(one => one.hall) ? <p className="small">{t('part.hands.remote')}</p> : null}
      {voting.way === 'roll_call' ? <RollCall voting={voting} /> : null}
      {voting.way === 'consensus' ? <p className="small">{t('part.consensus.hint')}</p> : null}
      {isByPost(voting) ? <Deadline voting={voting} /> : null}
      {weighted && mine.length === 1 && first ? (
        <p className="small">{t('part.weight', { weight: weightText(language, first.weight ?? 1_000_000) })}</p>
      ) : null}
    </>
  );
}

/** The exclusive deadline of a vote by correspondence, in the session's own zone. */
function Deadline({ voting }: { readonly voting: Voting }) {
  const { t, language } = useLanguage();
  const { state } = useSession();
  if (!voting.closesAt) return null;
  const zone = state.prepared?.session.zone ?? 'UTC';
  const date = formatLocalDate(language, wallClock(Date.parse(voting.closesAt), zone));
  return <p className="notice">{t('part.deadline', { date, ...timeThere(language, voting.closesAt, zone) })}</p>;
}

function RollCall({ voting }: { readonly voting: Voting }) {
  const { t, localize } = useLanguage();
  const { me, state } = useSession();
  const own = ownSeat(state, me);
  const order = voting.roll?.order ?? [];
  const name = (seat: string) => localize(seatOf(state, seat)?.label ?? {});
  const { called } = voting;
  const mine = called !== undefined && called.seat === own;
  const place = own === null ? -1 : order.indexOf(own);
  return (
    <>
      <p className={`notice ${mine ? 'called' : ''}`} role="status">
        {mine
          ? t('part.roll.you')
          : called
            ? t('part.roll.called', { who: name(called.seat), call: called.call })
            : t('part.roll.none')}
      </p>
      <details className="secret-note">
        <summary>{place >= 0 ? t('part.roll.place', { n: place + 1, m: order.length }) : t('part.roll.order')}</summary>
        <ol className="roll-order">
          {order.map(seat => (
            <li
              key={seat}
              aria-current={seat === called?.seat ? 'step' : undefined}
              className={seat === own ? 'own' : ''}
            >
              {name(seat)}
            </li>
          ))}
        </ol>
      </details>
    </>
  );
}

/** "Any objections?" One button and the time that is left; in a silence procedure also "received", which binds to nothing. */
export function ObjectionBallot({ ballot }: { readonly ballot: BallotView }) {
  const { t } = useLanguage();
  const { state, now } = useSession();
  const { busy, refusal, ask } = useSubmitAct();
  const at = useNow(now, 250);
  const [sure, setSure] = useState(false);
  const [chosen, setChosen] = useState('');
  const { voting, mine } = ballot;
  const seat = mine.find(one => one.seat === chosen)?.seat ?? mine[0]?.seat;
  if (!voting || seat === undefined) return null;
  const silence = voting.way === 'silence';
  const left = voting.closesAt ? Math.max(0, Math.ceil((Date.parse(voting.closesAt) - at) / 1000)) : null;
  const over = left === 0;
  const object = (kind: 'objection' | 'amendment') => {
    setSure(false);
    void ask({ type: 'voting.object', voting: voting.id, seat, kind });
  };
  const heard = voting.acknowledged?.includes(seat) === true;
  const seats = (state.prepared?.seats ?? []).filter(one => mine.some(each => each.seat === one.id));
  return (
    <div className="stack">
      {left !== null && !silence ? (
        <p className="now-clock" role="timer">
          {clockText(left)}
        </p>
      ) : null}
      <p>{t(over ? 'part.object.over' : silence ? 'part.object.silence' : 'part.object.hint')}</p>
      {mine.length > 1 ? (
        <SeatSelect seats={seats} none={t('part.object.onBehalf')} value={chosen} onChange={setChosen} />
      ) : null}
      {silence ? (
        heard ? (
          <p className="notice for">
            <span aria-hidden="true">✓ </span>
            {t('part.received.done')}
          </p>
        ) : (
          <Button
            size="large"
            kind="primary"
            busy={busy}
            why={over ? t('part.object.over') : null}
            onClick={() => void ask({ type: 'voting.acknowledge', voting: voting.id, seat })}
          >
            {t('part.received')}
          </Button>
        )
      ) : null}
      {sure ? (
        <Confirm
          question={t('part.object.sure')}
          yes={t('part.object.yes')}
          busy={busy}
          onYes={() => object('objection')}
          onNo={() => setSure(false)}
        >
          <Button onClick={() => object('amendment')}>{t('part.object.amendment')}</Button>
        </Confirm>
      ) : (
        <Button
          size="large"
          kind="danger"
          busy={busy}
          why={over ? t('part.object.over') : null}
          onClick={() => (silence ? setSure(true) : object('objection'))}
        >
          <span aria-hidden="true">✕</span> {t('part.object')}
        </Button>
      )}
      <RefusalNotice refusal={refusal} />
    </div>
  );
}
