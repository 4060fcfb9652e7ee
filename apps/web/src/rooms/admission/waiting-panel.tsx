import { identityLevel, NOT_LET_IN, participantOf, SEEN_BY_SECRETARY, waitingRoom } from '@kengesh/domain';
import { type ComponentType, useState } from 'react';
import { useWhyNot } from '../../journal/lawful.js';
import { useAsk, useSession } from '../../journal/session-context.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { clockText, useNow } from '../../ui/clock.js';
import { Refused } from '../../ui/refused.js';
import './admission.css';

type Faces = ComponentType<{ readonly waiting: readonly string[] }>;

/** Who waits at the door: admitted one by one or all at once, looked in the face, known by their document, or refused. */
export function WaitingPanel() {
  const { t, w } = useLanguage();
  const { me, state } = useSession();
  const { busy, refusal, ask } = useAsk();
  const [{ Faces }, setFaces] = useState<{ readonly Faces: Faces | null }>({ Faces: null });
  const [refusing, refuse] = useState<string | null>(null);
  const waiting = waitingRoom(state);
  const here = state.session.phase !== 'closed' && state.session.phase !== 'none';
  const look = async () => setFaces({ Faces: Faces ? null : (await import('./faces.js')).default });
  return (
    <>
      {/* Said also to whoever looks elsewhere on the page. */}
      <p className="visually-hidden" role="status">
        {here && waiting.length > 0 ? t('control.door.count', { n: waiting.length }) : ''}
      </p>
      {here && waiting.length > 0 ? (
        <section className="waiting-panel stack" aria-labelledby="waiting-heading">
          <div className="row spread">
            <h2 className="overline" id="waiting-heading">
              {t('control.door.heading', { n: waiting.length })}
            </h2>
            <span className="row">
              {me.video ? (
                <Button size="small" kind="quiet" aria-expanded={Faces !== null} onClick={() => void look()}>
                  {t(Faces ? 'control.door.noFaces' : 'control.door.faces')}
                </Button>
              ) : null}
              {waiting.length > 1 ? (
                <Button size="small" busy={busy} onClick={() => void ask({ type: 'admission.grantAll' })}>
                  {t('control.door.all', { n: waiting.length })}
                </Button>
              ) : null}
            </span>
          </div>
          <Refused refusal={refusal} />
          {Faces ? <Faces waiting={waiting} /> : null}
          <ul>
            {waiting.map(participant => (
              <Waits
                key={participant}
                participant={participant}
                name={w(participantOf(state, participant)?.label ?? {})}
                busy={busy}
                refusing={refusing === participant}
                onRefusing={on => refuse(on ? participant : null)}
                onAsk={act => void ask(act)}
              />
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

function Waits({
  participant,
  name,
  busy,
  refusing,
  onRefusing,
  onAsk,
}: {
  readonly participant: string;
  readonly name: string;
  readonly busy: boolean;
  readonly refusing: boolean;
  readonly onRefusing: (on: boolean) => void;
  readonly onAsk: (act: Parameters<ReturnType<typeof useAsk>['ask']>[0]) => void;
}) {
  const { t } = useLanguage();
  const { state, now } = useSession();
  const whyNot = useWhyNot();
  const at = useNow(now, 1000);
  const since = Date.parse(state.admission?.[participant]?.at ?? '');
  const seen = identityLevel(state, participant) >= SEEN_BY_SECRETARY;
  const see = { type: 'admission.seeIdentity', participant } as const;
  const seeWhy = whyNot(see);
  return (
    <li className="waits">
      <span className="who">
        {name}
        <span className="soft small">
          {t('control.door.since', { clock: clockText(Math.max(0, Math.floor((at - since) / 1000))) })}
          {seen ? ` · ✓ ${t('control.door.seen')}` : ''}
        </span>
      </span>
      {refusing ? (
        <span className="row">
          {NOT_LET_IN.map(reason => (
            <Button
              key={reason}
              size="small"
              busy={busy}
              onClick={() => {
                onAsk({ type: 'admission.refuse', participant, reason });
                onRefusing(false);
              }}
            >
              {t(`control.door.why.${reason}`)}
            </Button>
          ))}
          <Button size="small" kind="quiet" onClick={() => onRefusing(false)}>
            {t('common.cancel')}
          </Button>
        </span>
      ) : (
        <span className="row">
          <Button
            size="small"
            kind="primary"
            busy={busy}
            aria-label={t('control.door.admitOne', { name })}
            onClick={() => onAsk({ type: 'admission.grant', participant })}
          >
            {t('control.door.admit')}
          </Button>
          {seen ? null : (
            <Button
              size="small"
              busy={busy}
              why={seeWhy}
              aria-label={t('control.door.seeOne', { name })}
              onClick={() => onAsk(see)}
            >
              {t('control.door.see')}
            </Button>
          )}
          <Button
            size="small"
            kind="quiet"
            aria-label={t('control.door.refuseOne', { name })}
            onClick={() => onRefusing(true)}
          >
            {t('control.door.refuse')}
          </Button>
        </span>
      )}
    </li>
  );
}
