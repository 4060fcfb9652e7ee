import { participantOf, type State } from '@kengesh/domain';
import { useRef, useState } from 'react';
import { useWhyNot } from '../../journal/lawful.js';
import { useAsk, useSession } from '../../journal/session-context.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { clockText, useNow } from '../../ui/clock.js';
import { Key, useKey } from '../../ui/keys.js';
import { Refused } from '../../ui/refused.js';
import './floor-panel.css';

/** Who speaks and for how long, who is next: one list for hall and remote. */
export function FloorPanel() {
  const { state, me } = useSession();
  const { t, w } = useLanguage();
  const whyNot = useWhyNot();
  const { busy, refusal, ask } = useAsk();
  const { holder, queue } = state.floor;
  const presides = me.participant !== null && me.participant === state.session.presiding;
  const secretary = me.role === 'secretary';
  const label = (participant: string) => w(participantOf(state, participant)?.label ?? {});
  const first = queue[0]?.participant ?? null;

  const give = (participant: string) => void ask({ type: 'floor.give', participant, seconds: null });
  const pauseAct = { type: holder?.pausedAt ? 'floor.resume' : 'floor.pause' } as const;
  const firstWhy = first ? whyNot({ type: 'floor.give', participant: first, seconds: null }) : null;
  const more = () => void ask({ type: 'floor.extend', seconds: 60 });
  const pause = () => void ask(pauseAct);
  const end = () => void ask({ type: 'floor.end' });
  const speaking = presides && holder !== null;
  const pauseLabel = holder?.pausedAt ? t('chair.floor.goOn') : t('chair.floor.pause');
  useKey('g', t('chair.floor.giveFirst'), () => first && give(first), firstWhy, presides && first !== null);
  useKey('p', pauseLabel, pause, null, speaking);
  useKey('+', t('chair.floor.more'), more, null, speaking);
  useKey('e', t('chair.floor.end'), end, null, speaking);

  const up = (index: number) => {
    const order = queue.map(one => one.participant);
    order.splice(index - 1, 0, ...order.splice(index, 1));
    void ask({ type: 'floor.move', order, reason: 'balance' });
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
              <Button size="small" busy={busy} aria-keyshortcuts="p" onClick={pause}>
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
        </div>
      ) : (
        <p className="soft">{t('chair.floor.nobody')}</p>
      )}

      <h3 className="overline">{t('chair.floor.next', { n: queue.length })}</h3>
      {queue.length === 0 ? <p className="soft">{t('chair.floor.empty')}</p> : null}
      <ol className="floor-queue" aria-live="polite" aria-relevant="additions">
        {queue.map((one, index) => {
          const mode = state.attendance[one.participant]?.mode ?? 'remote';
          const why = presides ? whyNot({ type: 'floor.give', participant: one.participant, seconds: null }) : null;
          return (
            <li key={one.participant}>
              <span className="place">{index + 1}</span>
              <span className="who">
                {label(one.participant)}
                <span className="soft small">{one.entered ? t('chair.floor.entered') : t(`roles.mode.${mode}`)}</span>
              </span>
              <span className="row doing">
                {presides ? (
                  <Button
                    size="small"
                    why={why}
                    busy={busy}
                    aria-label={t('chair.floor.giveTo', { name: label(one.participant) })}
                    aria-keyshortcuts={index === 0 ? 'g' : undefined}
                    onClick={() => give(one.participant)}
                  >
                    {t('chair.floor.give')} {index === 0 ? <Key of="g" /> : null}
                  </Button>
                ) : null}
                {presides && index > 0 ? (
                  <Button
                    size="small"
                    kind="quiet"
                    busy={busy}
                    aria-label={t('chair.floor.upOne', { name: label(one.participant) })}
                    title={t('chair.floor.upOne', { name: label(one.participant) })}
                    onClick={() => up(index)}
                  >
                    ↑
                  </Button>
                ) : null}
                <Button
                  size="small"
                  kind="quiet"
                  busy={busy}
                  aria-label={t('chair.floor.remove', { name: label(one.participant) })}
                  title={t('chair.floor.remove', { name: label(one.participant) })}
                  onClick={() => void ask({ type: 'floor.withdraw', participant: one.participant })}
                >
                  ×
                </Button>
              </span>
            </li>
          );
        })}
      </ol>
      {(presides || secretary) && state.session.phase === 'open' ? (
        <CallUp
          presides={presides}
          busy={busy}
          onGive={give}
          onEnter={participant => void ask({ type: 'floor.enter', participant })}
        />
      ) : null}
      <Refused refusal={refusal} />
    </section>
  );
}

function Holder({ state, label }: { readonly state: State; readonly label: string }) {
  const { now } = useSession();
  const { t } = useLanguage();
  const at = useNow(now, 250);
  const holder = state.floor.holder;
  if (!holder) return null;
  const who = participantOf(state, holder.participant);
  const delegation = state.prepared?.seats.find(seat => seat.id === who?.seat)?.delegation;
  const left = (Date.parse(holder.endsAt) - (holder.pausedAt ? Date.parse(holder.pausedAt) : at)) / 1000;
  const share = Math.max(0, Math.min(1, left / holder.seconds));
  const mode = state.attendance[holder.participant]?.mode;
  return (
    <div className={`floor-holder${left < 0 ? ' over' : left <= 30 ? ' soon' : ''}`}>
      <p className="who">
        <strong>{label}</strong>
        <span className="soft small">{[delegation, mode && t(`roles.mode.${mode}`)].filter(Boolean).join(' · ')}</span>
      </p>
      <p className="clock" role="timer" aria-label={t('chair.floor.left')}>
        {clockText(left < 0 ? Math.floor(left) : Math.ceil(left))}
      </p>
      <div className="bar" aria-hidden="true">
        <span style={{ inlineSize: `${share * 100}%` }} />
      </div>
      <p className="small state">
        {holder.pausedAt ? t('chair.floor.paused') : left < 0 ? t('chair.floor.over') : ' '}
      </p>
    </div>
  );
}

/** Somebody who is here and not on the list: the chair gives the floor, the secretary enters a hand. */
function CallUp({
  presides,
  busy,
  onGive,
  onEnter,
}: {
  readonly presides: boolean;
  readonly busy: boolean;
  readonly onGive: (participant: string) => void;
  readonly onEnter: (participant: string) => void;
}) {
  const { state } = useSession();
  const { t, w } = useLanguage();
  const whyNot = useWhyNot();
  const [chosen, choose] = useState('');
  const select = useRef<HTMLSelectElement>(null);
  const action = presides ? t('chair.floor.giveOther') : t('chair.floor.enter');
  useKey('h', action, () => select.current?.focus());
  const listed = new Set([state.floor.holder?.participant, ...state.floor.queue.map(one => one.participant)]);
  const people = (state.prepared?.participants ?? []).filter(
    one =>
      one.role !== 'observer' && one.role !== 'interpreter' && !listed.has(one.id) && state.attendance[one.id]?.here,
  );
  const person = people.find(one => one.id === chosen);
  const why = !person
    ? t('chair.floor.chooseWho')
    : whyNot(
        presides
          ? { type: 'floor.give', participant: person.id, seconds: null }
          : { type: 'floor.enter', participant: person.id },
      );
  return (
    <div className="floor-call">
      <select
        ref={select}
        className="input"
        aria-label={t(presides ? 'chair.floor.giveOther' : 'chair.floor.enter')}
        aria-keyshortcuts="h"
        value={person ? chosen : ''}
        onChange={event => choose(event.target.value)}
      >
        <option value="">{t(presides ? 'chair.floor.outOfTurn' : 'chair.floor.handInHall')}…</option>
        {people.map(one => (
          <option key={one.id} value={one.id}>
            {w(one.label)}
            {state.attendance[one.id]?.mode === 'hall' ? ` · ${t('roles.mode.hall')}` : ''}
          </option>
        ))}
      </select>
      <Button
        why={why}
        busy={busy}
        onClick={() => {
          if (!person) return;
          choose('');
          if (presides) onGive(person.id);
          else onEnter(person.id);
        }}
      >
        {t(presides ? 'chair.floor.give' : 'chair.floor.enterNow')} <Key of="h" />
      </Button>
    </div>
  );
}
