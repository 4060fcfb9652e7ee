import { presenceOf, seatOf, type Voting } from '@kengesh/domain';
import { formatDateTime, zoneLabel } from '@kengesh/phrases/page';
import { useState } from 'react';
import { useLanguage } from '../../language.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { clockText, useNow } from '../../ui/clock.js';
import { Field } from '../../ui/field.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { SeatSelect } from '../../ui/seat-select.js';
import { offsetMinutes } from '../../ui/zone-time.js';
import { votedSeats } from './pending-voters.js';

/** A question that goes through unless somebody objects: the time left, and the secretary's stop for an objection in the hall. */
export function Objections({ voting }: { readonly voting: Voting }) {
  const { state, me } = useSession();
  const { t } = useLanguage();
  const { busy, refusal, ask } = useSubmitAct();
  const [seat, setSeat] = useState('');
  const silence = voting.way === 'silence';
  const heard = (one: Voting['register'][number]) => {
    const presence = one.participant === null ? undefined : presenceOf(state, one.participant);
    return one.entitled && presence?.here === true && presence.mode === 'hall';
  };
  const inHall = new Set(voting.register.filter(heard).map(one => one.seat));
  const seats = state.prepared?.seats.filter(one => inHall.has(one.id)) ?? [];
  const stop = () => void ask({ type: 'voting.object', voting: voting.id, seat, kind: 'objection' });
  return (
    <section className="vote-work objections stack" aria-labelledby="objections-heading">
      <h3 className="small" id="objections-heading">
        {t(silence ? 'conduct.silence.heading' : 'conduct.objections.heading')}
      </h3>
      {silence ? <Silence voting={voting} /> : voting.closesAt ? <Countdown at={voting.closesAt} /> : null}
      {me.role === 'secretary' && seats.length > 0 ? (
        <div className="row objection-hall">
          <Field label={t('conduct.objections.hall')}>
            {control => (
              <SeatSelect
                {...control}
                seats={seats}
                none={t('chair.election.choose')}
                value={seat}
                onChange={setSeat}
              />
            )}
          </Field>
          <Button kind="danger" busy={busy} why={seat ? null : t('conduct.objections.choose')} onClick={stop}>
            {t('conduct.objections.hallNow')}
          </Button>
        </div>
      ) : null}
      <RefusalNotice refusal={refusal} />
    </section>
  );
}

function Countdown({ at }: { readonly at: string }) {
  const { now } = useSession();
  const { t } = useLanguage();
  const left = Math.max(0, Math.ceil((Date.parse(at) - useNow(now, 250)) / 1000));
  return (
    <p
      className={left <= 5 ? 'countdown closes-soon' : 'countdown'}
      role="timer"
      aria-label={t('conduct.objections.left')}
    >
      {clockText(left)}
    </p>
  );
}

function Silence({ voting }: { readonly voting: Voting }) {
  const { t } = useLanguage();
  return (
    <p>
      {t('conduct.silence.acknowledged', {
        n: voting.acknowledged?.length ?? 0,
        need: voting.minAcknowledged ?? 0,
      })}
    </p>
  );
}

/** The deadline of a vote by correspondence, by the session's clock: the same hour for all, with its zone. */
export function Deadline({ at }: { readonly at: string }) {
  const { state } = useSession();
  const { t, language } = useLanguage();
  const zone = state.prepared?.session.zone ?? 'UTC';
  const offset = offsetMinutes(Date.parse(at), zone);
  return (
    <strong>
      {t('conduct.silence.until', {
        time: formatDateTime(language, at, offset),
        zone: zoneLabel(language, zone, offset),
      })}
    </strong>
  );
}

/** Consensus of states: which of them have taken a position; what it is stays theirs until the close. */
export function Positions({ voting }: { readonly voting: Voting }) {
  const { state, pulse } = useSession();
  const { t, localize } = useLanguage();
  const voted = votedSeats(voting, pulse);
  if (voting.consensus?.by !== 'state') return null;
  return (
    <section className="vote-work stack" aria-label={t('conduct.consensus.list')}>
      <p className="small">{t('conduct.consensus.byState')}</p>
      <ul className="answered">
        {voting.register
          .filter(one => one.entitled)
          .map(one => (
            <li key={one.seat} className={voted?.has(one.seat) ? 'badge' : 'badge abstain'}>
              {voted?.has(one.seat) ? '✓ ' : '… '}
              {one.delegation ?? localize(seatOf(state, one.seat)?.label ?? {})}
            </li>
          ))}
      </ul>
    </section>
  );
}
