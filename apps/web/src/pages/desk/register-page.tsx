import type { DecisionRow, OfficeRow, TaskRow } from '@kengesh/contracts';
import type { Wording } from '@kengesh/domain';
import { formatLocalDate } from '@kengesh/phrases/page';
import { useMemo } from 'react';
import { Link } from 'wouter';
import * as api from '../../api/desk.js';
import { type Column, DataTable } from '../../kit/data-table.js';
import { useLanguage } from '../../language.js';
import { wallClock } from '../../ui/zone-time.js';
import { PageHead } from './desk-layout.js';
import { useApiQuery } from './desk-queries.js';
import { QueryBoundary } from './query-boundary.js';
import { sessionHref } from './session-href.js';
import { todayIn } from './times.js';

type Register = 'decisions' | 'tasks' | 'offices';

interface Line {
  readonly sessionId: string;
  readonly seq: number;
  readonly sessionNumber: number;
  readonly sessionTitle: Wording;
  readonly at: string;
  /** Of a decision or a task. */
  readonly text?: Wording | undefined;
  readonly hash?: string | undefined;
  readonly due?: string | null | undefined;
  readonly responsibleLabel?: Wording | null | undefined;
  readonly responsiblePerson?: Person | undefined;
  /** Of an office. */
  readonly title?: Wording | undefined;
  readonly candidateLabel?: Wording | null | undefined;
  readonly person?: Person | undefined;
  readonly termFrom?: string | null | undefined;
  readonly termTo?: string | null | undefined;
  /** Of a decision. */
  readonly signed?: DecisionRow['signed'] | undefined;
  readonly label?: string | null | undefined;
  readonly number?: number | null | undefined;
  readonly reconsidered?: boolean | undefined;
  readonly rulesVersions?: readonly number[] | undefined;
  /** Of a task. */
  readonly status?: TaskRow['status'] | undefined;
  readonly next?: boolean | undefined;
  readonly co?: TaskRow['co'] | undefined;
  readonly controlLabel?: Wording | null | undefined;
  readonly controlPerson?: Person | undefined;
}
type Person = NonNullable<OfficeRow['person']>;

const STATUSES: readonly TaskRow['status'][] = ['open', 'in_progress', 'reported', 'accepted', 'withdrawn'];
/** A zone where the session's own is not known yet. */
const NOWHERE = 'UTC';

/** What the council decided, who does what by when, who holds which office: each line cites the session it comes from. */
export function RegisterPage({ council, register }: { readonly council: string; readonly register: Register }) {
  const { t, localize, language } = useLanguage();
  const lines = useApiQuery<Line[]>(api.registers[register](council));
  const sessions = useApiQuery(api.sessions(council));
  const zones = useMemo(() => new Map(sessions.data?.map(one => [one.id, one.zone])), [sessions.data]);
  const zoneOf = (line: Line) => zones.get(line.sessionId) ?? NOWHERE;
  const dateOf = (line: Line) => wallClock(Date.parse(line.at), zoneOf(line)).slice(0, 10);
  // Until it is reported, from the end of its day in the zone of its session.
  const overdue = (line: Line) =>
    Boolean(line.due) &&
    ['open', 'in_progress'].includes(line.status ?? 'open') &&
    line.due! < todayIn(zoneOf(line), Date.now());
  const state = (line: Line) => <DecisionState line={line} zone={zoneOf(line)} />;
  const numberOf = (line: Line) => (line.label ? <strong className="one-line">№ {line.label}</strong> : null);

  const source: Column<Line> = {
    key: 'session',
    title: t('desk.register.session'),
    wide: true,
    sort: line => line.sessionNumber,
    cell: line => (
      <Link className="one-line" href={sessionHref(line.sessionId, 'record')}>
        {t('desk.register.source', { n: line.sessionNumber, seq: line.seq })}
      </Link>
    ),
  };
  const when: Column<Line> = {
    key: 'at',
    title: t(`desk.register.${register}.at`),
    wide: true,
    sort: line => line.at,
    cell: line => <span className="one-line">{formatLocalDate(language, dateOf(line))}</span>,
  };
  const due = (line: Line) =>
    line.due ? (
      <span className="row">
        <span className="one-line">{formatLocalDate(language, line.due)}</span>
        {overdue(line) ? <span className="badge warn">! {t('desk.register.overdue')}</span> : null}
      </span>
    ) : (
      <span className="soft">{t(line.next ? 'desk.register.next' : 'desk.register.standing')}</span>
    );
  const status = (line: Line) => {
    const found = line.status ?? 'open';
    const kind = { open: '', in_progress: '', reported: 'accent', accepted: 'for', withdrawn: 'abstain' }[found];
    return (
      <span className={`badge ${kind}`.trim()}>
        {found === 'accepted' ? '✓ ' : ''}
        {t(`desk.register.status.${found}`)}
      </span>
    );
  };
  const personOf = (person: Person) => ('name' in person ? person.name : t(`exports.person.${person.missing}`));
  const withPerson = (seat: string, person: Person | undefined) => (person ? `${seat} (${personOf(person)})` : seat);
  const personBelow = (person: Person | undefined) =>
    person ? <span className="soft small">{personOf(person)}</span> : null;
  const others = (line: Line) => (
    <>
      {line.co?.length ? (
        <span className="soft small">
          {t('desk.register.co', {
            names: line.co.map(one => withPerson(localize(one.label ?? {}) || one.seat, one.person)).join(', '),
          })}
        </span>
      ) : null}
      {line.controlLabel ? (
        <span className="soft small">
          {t('desk.register.control', { name: withPerson(localize(line.controlLabel), line.controlPerson) })}
        </span>
      ) : null}
    </>
  );
  const below = (line: Line) => (
    <span className="narrow soft small">
      {formatLocalDate(language, dateOf(line))} · {t('desk.register.source', { n: line.sessionNumber, seq: line.seq })}
    </span>
  );
  const columns: { readonly [register in Register]: readonly Column<Line>[] } = {
    decisions: [
      {
        key: 'number',
        title: t('desk.register.number'),
        wide: true,
        number: true,
        sort: line => line.number ?? Number.MAX_SAFE_INTEGER,
        cell: line => numberOf(line) ?? <span className="soft">—</span>,
      },
      {
        key: 'text',
        title: t('desk.register.decision'),
        sort: line => localize(line.text ?? {}),
        cell: line => (
          <span className="who">
            <span className="narrow">{numberOf(line)}</span>
            <span className="pre">{localize(line.text ?? {})}</span>
            <span className="narrow">{state(line)}</span>
            {line.rulesVersions ? (
              <Link className="small" href={`/c/${council}`}>
                {t('desk.register.rules', { list: line.rulesVersions.join(', ') })}
              </Link>
            ) : null}
            {line.hash ? (
              <span className="soft small mono" title={line.hash}>
                {t('desk.register.hash', { hash: line.hash.slice(0, 16) })}
              </span>
            ) : null}
            {below(line)}
          </span>
        ),
      },
      {
        key: 'state',
        title: t('desk.register.state'),
        wide: true,
        sort: line => (line.reconsidered ? -1 : (line.signed?.length ?? 0)),
        group: line => {
          const key = signatureOf(line);
          return t(`desk.register.${key === 'signedBoth' ? 'signed' : key}`);
        },
        cell: state,
      },
      when,
      source,
    ],
    tasks: [
      {
        key: 'text',
        title: t('desk.register.task'),
        sort: line => localize(line.text ?? {}),
        cell: line => (
          <span className="who">
            <span className="pre">{localize(line.text ?? {})}</span>
            {others(line)}
            <span className="narrow small">
              {line.responsibleLabel ? withPerson(localize(line.responsibleLabel), line.responsiblePerson) : ''}
            </span>
            <span className="narrow">{due(line)}</span>
            <span className="narrow">{status(line)}</span>
            {below(line)}
          </span>
        ),
      },
      {
        key: 'responsible',
        title: t('desk.register.responsible'),
        wide: true,
        sort: line => localize(line.responsibleLabel ?? {}),
        group: line => localize(line.responsibleLabel ?? {}),
        cell: line => (
          <span className="who">
            <span>{line.responsibleLabel ? localize(line.responsibleLabel) : ''}</span>
            {personBelow(line.responsiblePerson)}
          </span>
        ),
      },
      { key: 'due', title: t('desk.register.due'), wide: true, sort: line => line.due ?? '9999', cell: due },
      {
        key: 'status',
        title: t('desk.register.state'),
        wide: true,
        sort: line => STATUSES.indexOf(line.status ?? 'open'),
        group: line => t(`desk.register.status.${line.status ?? 'open'}`),
        cell: status,
      },
      source,
    ],
    offices: [
      {
        key: 'office',
        title: t('desk.register.office'),
        sort: line => localize(line.title ?? {}),
        cell: line => (
          <span className="who">
            <span className="name">{localize(line.title ?? {})}</span>
            {below(line)}
          </span>
        ),
      },
      {
        key: 'holder',
        title: t('desk.register.elected'),
        sort: line => localize(line.candidateLabel ?? {}),
        cell: line => (
          <span className="who">
            <span>{line.candidateLabel ? localize(line.candidateLabel) : ''}</span>
            {personBelow(line.person)}
            {line.termFrom && line.termTo ? (
              <span className="soft small">
                {t('desk.register.termFrom', {
                  from: formatLocalDate(language, line.termFrom),
                  to: formatLocalDate(language, line.termTo),
                })}
              </span>
            ) : null}
          </span>
        ),
      },
      when,
      source,
    ],
  };
  const text = (line: Line) =>
    [
      line.label ? { en: `№ ${line.label}` } : null,
      line.text,
      line.title,
      line.responsibleLabel,
      line.candidateLabel,
      line.sessionTitle,
    ]
      .flatMap(wording => (wording ? Object.values(wording) : []))
      .concat([line.responsiblePerson, line.person].flatMap(person => (person ? [personOf(person)] : [])))
      .join(' ');
  return (
    <>
      <PageHead title={t(`desk.nav.${register}`)} lead={t(`desk.register.${register}.lead`)} />
      <QueryBoundary query={lines}>
        {rows => (
          <>
            {register === 'tasks' && rows.some(overdue) ? (
              <p className="notice warn">{t('desk.register.overdueAll', { n: rows.filter(overdue).length })}</p>
            ) : null}
            <div className="card">
              <DataTable
                name={register}
                caption={t(`desk.nav.${register}`)}
                columns={columns[register]}
                rows={rows}
                rowKey={line => `${line.sessionId}.${line.seq}`}
                text={text}
                empty={t(`desk.register.${register}.none`)}
              />
            </div>
            {rows.length === api.MOST_LINES ? (
              <p className="soft">{t('desk.register.more', { n: api.MOST_LINES })}</p>
            ) : null}
          </>
        )}
      </QueryBoundary>
    </>
  );
}

/** How far the signing of a decision has come, or that it does not matter any more. */
function signatureOf({ reconsidered, signed = [] }: Line) {
  const by = (as: 'presiding' | 'secretary') => signed.some(one => one.as === as);
  if (reconsidered) return 'reconsidered';
  if (by('presiding')) return by('secretary') ? 'signedBoth' : 'signedPresiding';
  return by('secretary') ? 'signedSecretary' : 'unsigned';
}

/** How far a decision has come: signatures, number, or that the body took it up again. */
function DecisionState({ line, zone }: { readonly line: Line; readonly zone: string }) {
  const { language, t } = useLanguage();
  const key = signatureOf(line);
  if (key === 'reconsidered') return <span className="badge abstain">{t('desk.register.reconsidered')}</span>;
  if (key === 'signedBoth') {
    const last = (line.signed ?? [])
      .map(one => one.at)
      .sort()
      .at(-1)!;
    const date = formatLocalDate(language, wallClock(Date.parse(last), zone).slice(0, 10));
    return line.label ? (
      <span className="badge for">✓ {t('desk.register.signedAt', { date })}</span>
    ) : (
      <span className="badge accent">{t('desk.register.signedBoth')}</span>
    );
  }
  return <span className={key === 'unsigned' ? 'soft small one-line' : 'small'}>{t(`desk.register.${key}`)}</span>;
}
