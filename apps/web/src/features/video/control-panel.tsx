import type { Sighting } from '@kengesh/contracts';
import { HALL, participantOf, REMOVALS } from '@kengesh/domain';
import { useState } from 'react';
import { useLanguage } from '../../language.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import './control-panel.css';

/**
 * Sound and video as the bureau governs them. What the video server sees of somebody stands beside what we know by our own
 * line, and never replaces it; whoever is seen there and not here is marked.
 */
export function ControlPanel() {
  const { t } = useLanguage();
  const { me, state, pulse } = useSession();
  const { busy, refusal, ask } = useSubmitAct();
  const [removing, remove] = useState<string | null>(null);
  if (!me.video || (state.session.phase !== 'open' && state.session.phase !== 'recess')) return null;
  const seen = (pulse?.bureau?.video ?? []).filter(one => one.room === 'session');
  const online = new Set(pulse?.bureau?.online ?? []);
  const { muted = [], removed = [] } = state.video ?? {};
  const presides = me.participant !== null && me.participant === state.session.presiding;
  const absent = removed.filter(one => !seen.some(each => each.participant === one));
  const send = (act: Parameters<typeof ask>[0]) => {
    remove(null);
    void ask(act);
  };
  return (
    <section className="control-panel stack" aria-labelledby="control-heading">
      <h2 className="overline" id="control-heading">
        {t('control.video.heading', { n: seen.length })}
      </h2>
      <RefusalNotice refusal={refusal} />
      {seen.length + absent.length === 0 ? <p className="soft small">{t('control.video.empty')}</p> : null}
      <ul>
        {[...seen, ...absent].map(one => {
          const participant = typeof one === 'string' ? one : one.participant;
          const sighting = typeof one === 'string' ? null : one;
          return (
            <Line
              key={participant}
              participant={participant}
              sighting={sighting}
              online={online.has(participant)}
              muted={muted.includes(participant)}
              removed={removed.includes(participant)}
              presides={presides}
              busy={busy}
              removing={removing === participant}
              onRemoving={on => remove(on ? participant : null)}
              onAsk={send}
            />
          );
        })}
      </ul>
    </section>
  );
}

function Line({
  participant,
  sighting,
  online,
  muted,
  removed,
  presides,
  busy,
  removing,
  onRemoving,
  onAsk,
}: {
  readonly participant: string;
  readonly sighting: Sighting | null;
  readonly online: boolean;
  readonly muted: boolean;
  readonly removed: boolean;
  readonly presides: boolean;
  readonly busy: boolean;
  readonly removing: boolean;
  readonly onRemoving: (on: boolean) => void;
  readonly onAsk: (act: Parameters<ReturnType<typeof useSubmitAct>['ask']>[0]) => void;
}) {
  const { t, localize } = useLanguage();
  const { state } = useSession();
  const hall = participant === HALL;
  const name = hall ? t('control.video.hall') : localize(participantOf(state, participant)?.label ?? {}) || participant;
  const ghost = sighting !== null && !hall && !online;
  const facts = sighting
    ? [
        sighting.connected ? null : t('control.video.connecting'),
        t(sighting.hears ? 'control.video.hears' : 'control.video.deaf'),
        sighting.microphone === 'on' ? t('control.video.microphone') : null,
        sighting.camera === 'on' ? t('control.video.camera') : null,
        sighting.screen ? t('control.video.screen') : null,
        sighting.channel ? t('control.video.channel', { language: sighting.channel }) : null,
      ]
    : [];
  const said = [...facts, muted ? t('control.video.muted') : null, removed ? t('control.video.removed') : null];
  const self = participant === state.session.presiding;
  return (
    <li className="control-line">
      <span className="who">
        {name}
        <span className="soft small">{said.filter(Boolean).join(' · ')}</span>
        {ghost ? <span className="small ghost">! {t('control.video.ghost')}</span> : null}
      </span>
      {!presides ? null : removing ? (
        <span className="row">
          {REMOVALS.map(reason => (
            <Button
              key={reason}
              size="small"
              kind="danger"
              busy={busy}
              onClick={() => onAsk({ type: 'video.remove', participant, reason })}
            >
              {t(`control.video.why.${reason}`)}
            </Button>
          ))}
          <Button size="small" kind="quiet" onClick={() => onRemoving(false)}>
            {t('common.cancel')}
          </Button>
        </span>
      ) : (
        <span className="row">
          {removed ? null : (
            <Button
              size="small"
              busy={busy}
              aria-label={t(muted ? 'control.video.unmuteOne' : 'control.video.muteOne', { name })}
              onClick={() => onAsk({ type: muted ? 'video.unmute' : 'video.mute', participant })}
            >
              {t(muted ? 'control.video.unmute' : 'control.video.mute')}
            </Button>
          )}
          {hall || self ? null : removed ? (
            <Button
              size="small"
              busy={busy}
              aria-label={t('control.video.readmitOne', { name })}
              onClick={() => onAsk({ type: 'video.readmit', participant })}
            >
              {t('control.video.readmit')}
            </Button>
          ) : (
            <Button
              size="small"
              kind="quiet"
              aria-label={t('control.video.removeOne', { name })}
              onClick={() => onRemoving(true)}
            >
              {t('control.video.remove')}
            </Button>
          )}
        </span>
      )}
    </li>
  );
}
