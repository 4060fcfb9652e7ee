import { type FloorHolder, participantOf, presenceOf, type State, speakersOrder } from '@kengesh/domain';
import { useState } from 'react';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { clockText, useNow } from '../../ui/clock.js';
import { Confirm } from '../../ui/confirm.js';
import { Key, useKey } from '../../ui/keys.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { EnterPoint } from '../procedure/enter-point.js';
import { CallUp } from './call-up.js';
import { FloorLimits, FloorRules } from './floor-rules.js';
import { Kept, QueueRow } from './queue-row.js';
import './floor-panel.css';

/** Who speaks and for how long, who is next: one list for hall and remote. */
export function FloorPanel() {
  const { state, me, now } = useSession();
  const { t, localize } = useLanguage();
  const whyNot = useRefusalReason();
  const { busy, refusal, ask } = useSubmitAct();
  const { holder } = state.floor;
  const order = speakersOrder(state);
  const presides = me.participant !== null && me.participant === state.session.presiding;
  const secretary = me.role === 'secretary';
  const label = (participant: string) => localize(participantOf(state, participant)?.label ?? {});
  const first = order[0]?.participant ?? null;

  // Asked about before the rest of somebody's time is cut off: by a key at once, by the next speaker in any case.
  const [cutting, setCutting] = useState<{ readonly speaker: string; readonly next: string | null } | null>(null);
  const left = holder ? Math.ceil(secondsLeft(holder, now())) : 0;
  const giveNow = (participant: string) => void ask({ type: 'floor.give', participant, seconds: null });
  const give = (participant: string) => {
    // A point of order breaks into a speech and ends none.
    const point = order.some(one => one.participant === participant && one.kind === 'point');
    if (holder && left > 0 && !point) setCutting({ speaker: holder.participant, next: participant });
    else giveNow(participant);
  };
  const pauseAct = { type: holder?.pausedAt ? 'floor.resume' : 'floor.pause' } as const;
  const firstWhy = first ? whyNot({ type: 'floor.give', participant: first, seconds: null }) : null;
  const pauseWhy = presides && holder ? whyNot(pauseAct) : null;
  const more = () => void ask({ type: 'floor.extend', seconds: 60 });
  const pause = () => void ask(pauseAct);
  const end = () => void ask({ type: 'floor.end' });
  const endByKey = () => {
    if (holder && left > 0) setCutting({ speaker: holder.participant, next: null });
    else end();
  };
  const speaking = presides && holder !== null;
  const pauseLabel = holder?.pausedAt ? t('chair.floor.goOn') : t('chair.floor.pause');
  useKey('g', t('chair.floor.giveFirst'), () => first && give(first), firstWhy, presides && first !== null);
  useKey('p', pauseLabel, pause, pauseWhy, speaking);
  useKey('+', t('chair.floor.more'), more, null, speaking);
  useKey('e', t('chair.floor.end'), endByKey, null, speaking);

  const up = (participant: string) => {
    const places = order.filter(one => one.kind !== 'point').map(one => one.participant);
    const at = places.indexOf(participant);
    places.splice(at - 1, 0, ...places.splice(at, 1));
    void ask({ type: 'floor.move', order: places, reason: 'balance' });
  };

  return (
    <section className="floor-panel stack" aria-labelledby="floor-heading">
      <h2 className="overline" id="floor-heading">
        {t('chair.floor.heading')}
      </h2>
      {holder ? (
        <div className="stack floor-now">
          <Holder state={state} label={label(holder.participant)} />
          {presides ? (
            <div className="row">
              <Button size="small" why={pauseWhy} busy={busy} aria-keyshortcuts="p" onClick={pause}>
                {pauseLabel} <Key of="p" />
              </Button>
              <Button size="small" busy={busy} aria-keyshortcuts="+" onClick={more}>
                {t('chair.floor.more')} <Key of="+" />
              </Button>
              <Button size="small" busy={busy} aria-keyshortcuts="e" onClick={end}>
                {t('chair.floor.end')} <Key of="e" />
              </Button>
            </div>
          ) : null}
          {cutting && presides && cutting.speaker === holder.participant ? (
            <Confirm
              question={t(cutting.next === null ? 'chair.floor.endAsk' : 'chair.floor.giveAsk', {
                name: label(holder.participant),
                clock: clockText(Math.max(0, left)),
                next: cutting.next === null ? '' : label(cutting.next),
              })}
              yes={
                cutting.next === null ? t('chair.floor.end') : t('chair.floor.giveTo', { name: label(cutting.next) })
              }
              busy={busy}
              onYes={() => {
                setCutting(null);
                if (cutting.next === null) end();
                else giveNow(cutting.next);
              }}
              onNo={() => setCutting(null)}
            />
          ) : null}
        </div>
      ) : (
        <p className="soft">{t('chair.floor.nobody')}</p>
      )}

      <h3 className="overline">{t('chair.floor.next', { n: order.length })}</h3>
      {state.floor.closed ? <p className="small floor-closed">{t('procedure.floor.closed')}</p> : null}
      {order.length === 0 ? <p className="soft">{t('chair.floor.empty')}</p> : null}
      <ol className="floor-queue" aria-live="polite" aria-relevant="additions">
        {order.map((one, index) => (
          <QueueRow
            key={`${one.kind === 'point' ? 'point' : 'list'} ${one.participant}`}
            speaker={one}
            place={index + 1}
            busy={busy}
            presides={presides}
            onGive={() => give(one.participant)}
            onUp={presides && order[index - 1] && order[index - 1]?.kind !== 'point' ? () => up(one.participant) : null}
            onRemove={() => void ask({ type: 'floor.withdraw', participant: one.participant })}
          />
        ))}
      </ol>
      <Kept />
      {(presides || secretary) && state.session.phase === 'open' ? (
        <CallUp
          presides={presides}
          busy={busy}
          onGive={give}
          onEnter={entered => void ask({ type: 'floor.enter', ...entered })}
        />
      ) : null}
      {secretary && state.session.phase === 'open' ? <EnterPoint /> : null}
      {presides ? <FloorRules /> : <FloorLimits />}
      <RefusalNotice refusal={refusal} />
    </section>
  );
}

const PAUSED = {
  chair: 'chair.floor.paused',
  point: 'procedure.floor.pausedPoint',
  lost: 'procedure.floor.pausedLost',
} as const;
const secondsLeft = ({ endsAt, pausedAt }: FloorHolder, at: number) =>
  (Date.parse(endsAt) - (pausedAt ? Date.parse(pausedAt) : at)) / 1000;

function Holder({ state, label }: { readonly state: State; readonly label: string }) {
  const { now } = useSession();
  const { t, localize } = useLanguage();
  const at = useNow(now, 250);
  const holder = state.floor.holder;
  if (!holder) return null;
  const who = participantOf(state, holder.participant);
  const delegation = state.prepared?.seats.find(seat => seat.id === who?.seat)?.delegation;
  const left = secondsLeft(holder, at);
  const { interrupted } = state.floor;
  const share = Math.max(0, Math.min(1, left / holder.seconds));
  const mode = presenceOf(state, holder.participant)?.mode;
  return (
    <div className={`floor-holder${left < 0 ? ' over' : left <= 30 ? ' soon' : ''}`}>
      <p className="who">
        <strong>{label}</strong>
        <span className="soft small">
          {[
            delegation,
            mode && t(`roles.mode.${mode}`),
            holder.kind && holder.kind !== 'speech' ? t(`procedure.floor.kind.${holder.kind}`) : null,
            holder.stance && t(`procedure.floor.stance.${holder.stance}`),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </p>
      <p className="clock" role="timer" aria-label={t('chair.floor.left')}>
        {clockText(left < 0 ? Math.floor(left) : Math.ceil(left))}
      </p>
      <div className="bar" aria-hidden="true">
        <span style={{ inlineSize: `${share * 100}%` }} />
      </div>
      <p className="small state">
        {holder.pausedAt ? t(PAUSED[holder.pausedFor ?? 'chair']) : left < 0 ? t('chair.floor.over') : ' '}
      </p>
      {interrupted ? (
        <p className="small soft">
          {t('procedure.floor.interrupted', {
            name: localize(participantOf(state, interrupted.participant)?.label ?? {}),
            clock: clockText(Math.max(0, secondsLeft(interrupted, at))),
          })}
        </p>
      ) : null}
    </div>
  );
}
