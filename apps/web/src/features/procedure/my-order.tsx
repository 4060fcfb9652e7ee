import {
  type Act,
  appealable,
  POINT_ABOUT,
  type PointAbout,
  type ProceduralMotion,
  type ProcedureKind,
  pendingProcedures,
  seatOf,
} from '@kengesh/domain';
import { useState } from 'react';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/field.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';

const KINDS = [
  'suspend',
  'adjourn',
  'adjournDebate',
  'closeDebate',
  'closeList',
  'limitTime',
  'separateVote',
  'secretVote',
  'changeAgenda',
  'reconsider',
] as const satisfies readonly ProcedureKind[];
type MyMoveKind = (typeof KINDS)[number];

/** A point of order, the appeal of a ruling, and motions on procedure. */
export function MyOrder({ seat }: { readonly seat: string }) {
  const { t, localize } = useLanguage();
  const { me, state } = useSession();
  const { busy, refusal, ask } = useSubmitAct();
  const whyNot = useRefusalReason();
  const [about, setAbout] = useState<PointAbout>('procedure');
  const points = Object.values(state.order?.points ?? {});
  const mine = points.find(one => one.participant === me.participant && one.status === 'pending');
  const last = points.filter(one => one.status === 'upheld' || one.status === 'dismissed').at(-1);
  const open = appealable(state);
  const point: Act = { type: 'order.point', about };
  const noPoint = whyNot(point);
  const appeal: Act | null = open ? { type: 'order.appeal', point: open.id, seat } : null;
  const pending = pendingProcedures(state);
  return (
    <>
      <div className="stack">
        <h3>{t('part.point.heading')}</h3>
        {mine ? (
          <>
            <p role="status">{t('part.point.raised', { about: mine.about })}</p>
            <Button busy={busy} onClick={() => void ask({ type: 'order.withdrawPoint', point: mine.id })}>
              {t('part.point.withdraw')}
            </Button>
          </>
        ) : (
          <>
            <Field label={t('part.point.about')}>
              {control => (
                <select
                  {...control}
                  className="input"
                  value={about}
                  onChange={event => setAbout(event.target.value as PointAbout)}
                >
                  {POINT_ABOUT.map(one => (
                    <option key={one} value={one}>
                      {t('part.point.kind', { about: one })}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <Button busy={busy} why={noPoint} onClick={() => void ask(point)}>
              {t('part.point')}
            </Button>
            {noPoint ? <p className="soft small">{noPoint}</p> : null}
          </>
        )}
        {last ? (
          <p className="small">
            {t('part.ruling', {
              who: localize(seatOf(state, last.seat)?.label ?? {}),
              about: last.about,
              ruling: last.status,
              outcome: last.outcome ?? (last.appeal ? 'waits' : 'none'),
            })}
          </p>
        ) : null}
        {appeal ? (
          <Button busy={busy} why={whyNot(appeal)} onClick={() => void ask(appeal)}>
            {t('part.appeal')}
          </Button>
        ) : null}
      </div>
      <div className="stack">
        <h3>{t('part.procedure.heading')}</h3>
        {pending.length > 0 ? (
          <ol className="small stack" aria-label={t('part.procedure.pending')}>
            {pending.map((one, index) => (
              <li key={one.id}>
                {index + 1}. {localize(one.text)}
                {one.mover ? <span className="soft"> · {localize(seatOf(state, one.mover)?.label ?? {})}</span> : null}
              </li>
            ))}
          </ol>
        ) : null}
        <ProcedureForm seat={seat} busy={busy} onMove={act => void ask(act)} />
      </div>
      <RefusalNotice refusal={refusal} />
    </>
  );
}

/** One motion on procedure, with what it needs. */
function ProcedureForm({
  seat,
  busy,
  onMove,
}: {
  readonly seat: string;
  readonly busy: boolean;
  readonly onMove: (act: Act) => void;
}) {
  const { t, localize } = useLanguage();
  const { state } = useSession();
  const whyNot = useRefusalReason();
  const [kind, setKind] = useState<MyMoveKind>('closeDebate');
  const [number, setNumber] = useState(10);
  const [chosen, setChosen] = useState('');
  const about = Object.values(state.motions).filter(
    one =>
      !one.amends &&
      !one.partOf &&
      !one.procedure &&
      (kind === 'reconsider' ? one.status === 'adopted' || one.status === 'rejected' : one.status === 'admitted'),
  );
  const ahead = state.agenda.items.filter(one => one.status === 'pending');
  const list = kind === 'changeAgenda' ? ahead.map(one => ({ id: one.id, text: one.title })) : about;
  const target = list.find(one => one.id === chosen) ?? list[0];
  const wantsTarget =
    kind === 'separateVote' || kind === 'secretVote' || kind === 'reconsider' || kind === 'changeAgenda';
  const moved = ((): Exclude<ProceduralMotion, { kind: 'appeal' }> | null => {
    switch (kind) {
      case 'suspend':
        return { kind, minutes: number };
      case 'limitTime':
        return { kind, seconds: number * 60 };
      case 'separateVote':
      case 'secretVote':
      case 'reconsider':
        return target ? { kind, motion: target.id } : null;
      case 'changeAgenda': {
        if (!target) return null;
        // The item chosen comes next, after the one under consideration.
        const rest = state.agenda.items.filter(one => one.id !== target.id);
        const at = rest.findIndex(one => one.id === state.agenda.current) + 1;
        return {
          kind,
          order: [...rest.slice(0, at).map(one => one.id), target.id, ...rest.slice(at).map(one => one.id)],
        };
      }
      default:
        return { kind };
    }
  })();
  const act: Act | null = moved && { type: 'order.move', seat, procedure: moved as never };
  const no = act ? whyNot(act) : t('part.procedure.nothing');
  return (
    <>
      <Field label={t('part.procedure.what')}>
        {control => (
          <select
            {...control}
            className="input"
            value={kind}
            onChange={event => setKind(event.target.value as MyMoveKind)}
          >
            {KINDS.map(one => (
              <option key={one} value={one}>
                {t('part.procedure.kind', { kind: one })}
              </option>
            ))}
          </select>
        )}
      </Field>
      {kind === 'suspend' || kind === 'limitTime' ? (
        <Field label={t('part.procedure.minutes')}>
          {control => (
            <input
              {...control}
              className="input"
              type="number"
              min={1}
              max={120}
              value={number}
              onChange={event => setNumber(Math.max(1, Math.min(120, Math.trunc(event.target.valueAsNumber) || 1)))}
            />
          )}
        </Field>
      ) : null}
      {wantsTarget && list.length > 0 ? (
        <Field label={t(kind === 'changeAgenda' ? 'part.procedure.item' : 'part.procedure.motion')}>
          {control => (
            <select
              {...control}
              className="input"
              value={target?.id ?? ''}
              onChange={event => setChosen(event.target.value)}
            >
              {list.map(one => (
                <option key={one.id} value={one.id}>
                  {localize(one.text).slice(0, 120)}
                </option>
              ))}
            </select>
          )}
        </Field>
      ) : null}
      <Button busy={busy} why={no} onClick={() => act && onMove(act)}>
        {t('part.procedure')}
      </Button>
      {no ? <p className="soft small">{no}</p> : null}
    </>
  );
}
