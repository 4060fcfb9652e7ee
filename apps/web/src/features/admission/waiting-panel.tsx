import {
  admissionOf,
  awaitedArrivals,
  identityLevel,
  NOT_LET_IN,
  participantOf,
  SEEN_BY_SECRETARY,
  waitingRoom,
} from '@kengesh/domain';
import { type ComponentType, type ReactNode, useState } from 'react';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { clockText, useNow } from '../../ui/clock.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import './admission.css';

type Faces = ComponentType<{ readonly waiting: readonly string[] }>;

/**
 * Who waits at the door: admitted one by one or all at once, looked in the face, known by their document, or refused. And
 * who was admitted while without a connection, and is not here yet.
 */
export function WaitingPanel() {
  const { t, localize } = useLanguage();
  const { me, state } = useSession();
  const { busy, refusal, ask } = useSubmitAct();
  const [{ Faces }, setFaces] = useState<{ readonly Faces: Faces | null }>({ Faces: null });
  const [refusing, refuse] = useState<string | null>(null);
  const waiting = waitingRoom(state);
  const lost = waiting.filter(participant => admissionOf(state, participant)?.lostAt).length;
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
          {waiting.length > 1 && lost > 0 ? (
            <p className="small warn">{t('control.door.allLost', { n: lost })}</p>
          ) : null}
          <RefusalNotice refusal={refusal} />
          {Faces ? <Faces waiting={waiting} /> : null}
          <ul>
            {waiting.map(participant => (
              <Waits
                key={participant}
                participant={participant}
                name={localize(participantOf(state, participant)?.label ?? {})}
                busy={busy}
                refusing={refusing === participant}
                onRefusing={on => refuse(on ? participant : null)}
                onAsk={act => void ask(act)}
              />
            ))}
          </ul>
        </section>
      ) : null}
      {here ? <Awaited /> : null}
    </>
  );
}

/** Let in without a connection: not present, and so not counted. They come in by themselves, or are refused after all. */
function Awaited() {
  const { t, localize } = useLanguage();
  const { state } = useSession();
  const { busy, refusal, ask } = useSubmitAct();
  const [refusing, refuse] = useState<string | null>(null);
  const awaited = awaitedArrivals(state);
  if (awaited.length === 0) return null;
  return (
    <section className="waiting-panel stack" aria-labelledby="awaited-heading">
      <h2 className="overline" id="awaited-heading">
        {t('control.door.awaited', { n: awaited.length })}
      </h2>
      <RefusalNotice refusal={refusal} />
      <ul>
        {awaited.map(participant => (
          <li key={participant} className="waits">
            <span className="who">
              {localize(participantOf(state, participant)?.label ?? {})}
              <span className="soft small">{t('control.door.awaitedOne')}</span>
            </span>
            <Refusing
              name={localize(participantOf(state, participant)?.label ?? {})}
              busy={busy}
              refusing={refusing === participant}
              onRefusing={on => refuse(on ? participant : null)}
              onReason={reason => void ask({ type: 'admission.refuse', participant, reason })}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Refusing, after a reason is chosen; beside it whatever else may be done. */
function Refusing({
  name,
  busy,
  refusing,
  onRefusing,
  onReason,
  children,
}: {
  readonly name: string;
  readonly busy: boolean;
  readonly refusing: boolean;
  readonly onRefusing: (on: boolean) => void;
  readonly onReason: (reason: (typeof NOT_LET_IN)[number]) => void;
  readonly children?: ReactNode;
}) {
  const { t } = useLanguage();
  if (!refusing)
    return (
      <span className="row">
        {children}
        <Button
          size="small"
          kind="quiet"
          aria-label={t('control.door.refuseOne', { name })}
          onClick={() => onRefusing(true)}
        >
          {t('control.door.refuse')}
        </Button>
      </span>
    );
  return (
    <span className="row">
      {NOT_LET_IN.map(reason => (
        <Button
          key={reason}
          size="small"
          busy={busy}
          onClick={() => {
            onReason(reason);
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
  readonly onAsk: (act: Parameters<ReturnType<typeof useSubmitAct>['ask']>[0]) => void;
}) {
  const { t } = useLanguage();
  const { state, now } = useSession();
  const whyNot = useRefusalReason();
  const at = useNow(now, 1000);
  const line = admissionOf(state, participant);
  const elapsed = (instant: string | undefined) =>
    clockText(Math.max(0, Math.floor((at - Date.parse(instant ?? '')) / 1000)));
  const seen = identityLevel(state, participant) >= SEEN_BY_SECRETARY;
  const see = { type: 'admission.seeIdentity', participant } as const;
  const seeWhy = whyNot(see);
  return (
    <li className="waits">
      <span className="who">
        {name}
        <span className="soft small">
          {t('control.door.since', { clock: elapsed(line?.at) })}
          {line?.lostAt ? (
            <span className="lost-for"> · {t('control.door.lost', { clock: elapsed(line.lostAt) })}</span>
          ) : null}
          {seen ? ` · ✓ ${t('control.door.seen')}` : ''}
        </span>
      </span>
      <Refusing
        name={name}
        busy={busy}
        refusing={refusing}
        onRefusing={onRefusing}
        onReason={reason => onAsk({ type: 'admission.refuse', participant, reason })}
      >
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
      </Refusing>
    </li>
  );
}
