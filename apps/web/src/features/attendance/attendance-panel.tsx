import {
  type AttendanceRecord,
  admissionOf,
  marksToUndo,
  type Participant,
  participantOf,
  presenceByMode,
  presenceOf,
  type State,
  UNDO_SECONDS,
  valuesOf,
} from '@kengesh/domain';
import { memo, useState } from 'react';
import { useLanguage } from '../../language.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { useNow } from '../../ui/clock.js';
import { Deferred, deferred } from '../../ui/deferred.js';
import { Key, useKey } from '../../ui/keys.js';
import { useFormRequest } from '../../ui/open-forms.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { wallClock } from '../../ui/zone-time.js';
import { SeatMarks } from '../representation/seat-marks.js';
import { expectedInHall } from './expected.js';
import { LostFor } from './lost-for.js';
import './attendance-panel.css';

/** From this many rows on, a list is looked through by typing. */
const MANY = 40;

const correctionDialog = deferred(() => import('./correction-dialog.js'));

/** Who is here, how, and on what line, by delegation; the secretary checks in, out, and corrects. */
export function AttendancePanel() {
  const { state, me, pulse } = useSession();
  const { t, localize } = useLanguage();
  const { busy, refusal, ask } = useSubmitAct();
  const [sought, seek] = useState('');
  const [correcting, correct] = useState<string | null>(null);
  useFormRequest('correction.', correct);
  const secretary = me.role === 'secretary';
  const people = state.prepared?.participants ?? [];
  const { hall, remote, proxy } = presenceByMode(state);
  const closed = state.session.phase === 'closed';
  const running = !closed && state.session.phase !== 'none';
  const came = people.filter(one => one.seat !== null && presenceOf(state, one.id)?.intervals.length).length;
  const zone = state.prepared?.session.zone ?? 'UTC';
  const expected = running ? expectedInHall(state).length : 0;
  const checkInAll = () => void ask({ type: 'attendance.checkInAll' });
  useKey('c', t('chair.attendance.checkInAll', { n: expected }), checkInAll, null, secretary && expected > 0);

  const wanted = sought.trim().toLocaleLowerCase();
  const shown = wanted ? people.filter(one => localize(one.label).toLocaleLowerCase().includes(wanted)) : people;
  const groups = byDelegation(state, shown);
  const online = new Set(pulse?.bureau?.online ?? []);
  return (
    <section className="attendance-panel stack" aria-labelledby="attendance-heading">
      <h2 className="overline" id="attendance-heading">
        {closed ? t('chair.attendance.came', { n: came }) : t('chair.attendance.heading', { n: hall + remote })}
      </h2>
      {closed ? null : <p className="small soft">{t('chair.attendance.split', { hall, remote, proxy })}</p>}
      {secretary && expected > 0 ? (
        <Button busy={busy} aria-keyshortcuts="c" onClick={checkInAll}>
          {t('chair.attendance.checkInAll', { n: expected })} <Key of="c" />
        </Button>
      ) : null}
      {secretary && running ? <UndoMarks /> : null}
      {people.length > MANY ? (
        <input
          className="input"
          type="search"
          aria-label={t('chair.attendance.seek')}
          placeholder={t('chair.attendance.seek')}
          value={sought}
          onChange={event => seek(event.target.value)}
        />
      ) : null}
      <RefusalNotice refusal={refusal} />
      {people.length === 0 ? <p className="soft">{t('chair.attendance.empty')}</p> : null}
      {people.length > 0 && shown.length === 0 ? <p className="soft">{t('chair.attendance.nobody')}</p> : null}
      {groups.map(([name, members]) => (
        <div key={name} className="attendance-group">
          <h3>{name === '' ? t('chair.attendance.others') : name}</h3>
          <ul>
            {members.map(one => (
              <Row
                key={one.id}
                id={one.id}
                label={localize(one.label)}
                role={one.role === 'delegate' ? null : t(`roles.role.${one.role}`)}
                presence={presenceOf(state, one.id)}
                online={online.has(one.id)}
                expected={one.mode}
                awaited={admissionOf(state, one.id)?.awaited === true}
                closed={closed}
                zone={zone}
              >
                {secretary && running ? (
                  <Actions
                    participant={one}
                    busy={busy}
                    here={presenceOf(state, one.id)?.here === true}
                    hall={presenceOf(state, one.id)?.mode === 'hall'}
                    onAsk={type => void ask({ type, participant: one.id })}
                    onCorrect={() => correct(one.id)}
                  />
                ) : secretary && state.session.phase === 'closed' ? (
                  <Button size="small" kind="quiet" onClick={() => correct(one.id)}>
                    {t('chair.attendance.correct')}
                  </Button>
                ) : null}
              </Row>
            ))}
          </ul>
        </div>
      ))}
      {correcting && participantOf(state, correcting) ? (
        <Deferred part={correctionDialog}>
          {({ CorrectionDialog }) => (
            <CorrectionDialog key={correcting} participant={correcting} onClose={() => correct(null)} />
          )}
        </Deferred>
      ) : null}
    </section>
  );
}

/** The way back from a whole hall marked at once, for as long as there is one. */
function UndoMarks() {
  const { state, now } = useSession();
  const { t } = useLanguage();
  const { busy, refusal, ask } = useSubmitAct();
  const at = useNow(now, 1000);
  const marks = marksToUndo(state, new Date(at).toISOString());
  const n = valuesOf(state.attendance).filter(one => marks !== null && one.intervals.at(-1)?.from === marks).length;
  if (marks === null) return <RefusalNotice refusal={refusal} />;
  const seconds = Math.max(0, Math.ceil((Date.parse(marks) + UNDO_SECONDS * 1000 - at) / 1000));
  return (
    <div className="notice row spread">
      <span>{t('chair.attendance.markedNow', { n })}</span>
      <Button size="small" busy={busy} onClick={() => void ask({ type: 'attendance.undoMarks', at: marks })}>
        {t('chair.attendance.undoMarks', { seconds })}
      </Button>
      <RefusalNotice refusal={refusal} />
    </div>
  );
}

/** In the order of the roll; those without a seat last, under the empty name. */
function byDelegation(state: State, people: readonly Participant[]): [string, Participant[]][] {
  const of = new Map(state.prepared?.seats.map(seat => [seat.id, seat.delegation]));
  const groups = new Map<string, Participant[]>();
  for (const one of people) {
    const name = one.seat === null ? '' : (of.get(one.seat) ?? '');
    const group = groups.get(name);
    if (group) group.push(one);
    else groups.set(name, [one]);
  }
  return [...groups].sort(([a], [b]) => Number(a === '') - Number(b === ''));
}

const Row = memo(function Row({
  id,
  label,
  role,
  presence,
  online,
  expected,
  awaited,
  closed,
  zone,
  children,
}: {
  readonly id: string;
  readonly label: string;
  readonly role: string | null;
  readonly presence: AttendanceRecord | undefined;
  readonly online: boolean;
  readonly expected: 'hall' | 'remote';
  /** Let in while without a connection. */
  readonly awaited: boolean;
  readonly closed: boolean;
  readonly zone: string;
  readonly children: React.ReactNode;
}) {
  const { t } = useLanguage();
  const line = !presence?.here ? 'absent' : presence.lostAt ? 'lost' : 'here';
  return (
    <li
      className={`attendance-row ${closed && presence?.intervals.length ? 'here' : line}${children ? ' acting' : closed ? ' was' : ''}`}
    >
      <span className="dot" aria-hidden="true">
        {line === 'lost' ? '◐' : line === 'here' || (closed && presence?.intervals.length) ? '●' : '○'}
      </span>
      <span className="who">
        {label}
        {role ? <span className="soft small"> · {role}</span> : null}
        <SeatMarks participant={id} />
      </span>
      <span className="how small">
        {closed ? (
          <Was presence={presence} zone={zone} />
        ) : line === 'absent' ? (
          <span className="soft">
            {t(awaited ? 'chair.attendance.awaited' : `chair.attendance.expected.${expected}`)}
          </span>
        ) : line === 'lost' ? (
          <LostFor since={presence?.lostAt ?? ''} />
        ) : (
          <>
            {t(`roles.mode.${presence?.mode ?? 'remote'}`)}
            {presence?.mode === 'remote' && !online ? (
              <span className="soft"> · {t('chair.attendance.noPage')}</span>
            ) : null}
          </>
        )}
      </span>
      {children ? <span className="doing row">{children}</span> : null}
    </li>
  );
});

/** After the close: from when to when, by the session's clock. */
function Was({ presence, zone }: { readonly presence: AttendanceRecord | undefined; readonly zone: string }) {
  const { t } = useLanguage();
  const first = presence?.intervals[0];
  const last = presence?.intervals.at(-1);
  if (!first || !last?.to) return <span className="soft">{t('chair.attendance.absent')}</span>;
  const clock = (instant: string) => wallClock(Date.parse(instant), zone).slice(11, 16);
  return (
    <>
      {t(`roles.mode.${last.mode}`)} · {clock(first.from)}–{clock(last.to)}
    </>
  );
}

function Actions({
  participant,
  here,
  hall,
  busy,
  onAsk,
  onCorrect,
}: {
  readonly participant: Participant;
  readonly here: boolean;
  readonly hall: boolean;
  readonly busy: boolean;
  readonly onAsk: (type: 'attendance.checkIn' | 'attendance.checkOut') => void;
  readonly onCorrect: () => void;
}) {
  const { t, localize } = useLanguage();
  const name = localize(participant.label);
  return (
    <>
      {here && hall ? null : (
        <Button
          size="small"
          busy={busy}
          aria-label={t('chair.attendance.checkInOne', { name })}
          onClick={() => onAsk('attendance.checkIn')}
        >
          {t('chair.attendance.checkIn')}
        </Button>
      )}
      {here ? (
        <Button
          size="small"
          kind="quiet"
          busy={busy}
          aria-label={t('chair.attendance.checkOutOne', { name })}
          onClick={() => onAsk('attendance.checkOut')}
        >
          {t('chair.attendance.checkOut')}
        </Button>
      ) : null}
      <Button
        size="small"
        kind="quiet"
        aria-label={t('chair.attendance.correctOne', { name })}
        title={t('chair.attendance.correctOne', { name })}
        onClick={onCorrect}
      >
        …
      </Button>
    </>
  );
}
