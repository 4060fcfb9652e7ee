import type { SessionRow } from '@kengesh/contracts';
import type { Wording } from '@kengesh/domain';
import { formatLocalDate } from '@kengesh/phrases';
import { useMemo } from 'react';
import { Link } from 'wouter';
import { useLanguage } from '../../language.js';
import { wallClock } from '../../ui/zone-time.js';
import { type Column, DataTable } from './data-table.js';
import { useGet } from './desk-data.js';
import { PageHead } from './desk-layout.js';
import { Loaded } from './loaded.js';
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
  readonly text?: Wording;
  readonly hash?: string;
  readonly due?: string | null;
  readonly responsibleLabel?: Wording | null;
  /** Of an office. */
  readonly title?: Wording;
  readonly candidateLabel?: Wording | null;
}

const MOST = 1000;
/** A zone where the session's own is not known yet. */
const NOWHERE = 'UTC';

/** What the council decided, who does what by when, who holds which office: each line cites the session it comes from. */
export function RegisterPage({ council, register }: { readonly council: string; readonly register: Register }) {
  const { t, w, language } = useLanguage();
  const lines = useGet<Line[]>(`/api/councils/${council}/${register}?limit=${MOST}`);
  const sessions = useGet<SessionRow[]>(`/api/councils/${council}/sessions`);
  const zones = useMemo(() => new Map(sessions.data?.map(one => [one.id, one.zone])), [sessions.data]);
  const zoneOf = (line: Line) => zones.get(line.sessionId) ?? NOWHERE;
  const dateOf = (line: Line) => wallClock(Date.parse(line.at), zoneOf(line)).slice(0, 10);
  const overdue = (line: Line) => Boolean(line.due) && line.due! < todayIn(zoneOf(line), Date.now());

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
      <span className="soft">{t('desk.register.standing')}</span>
    );
  const below = (line: Line) => (
    <span className="narrow soft small">
      {formatLocalDate(language, dateOf(line))} · {t('desk.register.source', { n: line.sessionNumber, seq: line.seq })}
    </span>
  );
  const columns: { readonly [register in Register]: readonly Column<Line>[] } = {
    decisions: [
      {
        key: 'text',
        title: t('desk.register.decision'),
        sort: line => w(line.text ?? {}),
        cell: line => (
          <span className="who">
            <span className="pre">{w(line.text ?? {})}</span>
            {line.hash ? (
              <span className="soft small mono" title={line.hash}>
                {t('desk.register.hash', { hash: line.hash.slice(0, 16) })}
              </span>
            ) : null}
            {below(line)}
          </span>
        ),
      },
      when,
      source,
    ],
    tasks: [
      {
        key: 'text',
        title: t('desk.register.task'),
        sort: line => w(line.text ?? {}),
        cell: line => (
          <span className="who">
            <span className="pre">{w(line.text ?? {})}</span>
            <span className="narrow small">{line.responsibleLabel ? w(line.responsibleLabel) : ''}</span>
            <span className="narrow">{due(line)}</span>
            {below(line)}
          </span>
        ),
      },
      {
        key: 'responsible',
        title: t('desk.register.responsible'),
        wide: true,
        sort: line => w(line.responsibleLabel ?? {}),
        cell: line => (line.responsibleLabel ? w(line.responsibleLabel) : ''),
      },
      { key: 'due', title: t('desk.register.due'), wide: true, sort: line => line.due ?? '9999', cell: due },
      source,
    ],
    offices: [
      {
        key: 'office',
        title: t('desk.register.office'),
        sort: line => w(line.title ?? {}),
        cell: line => (
          <span className="who">
            <span className="name">{w(line.title ?? {})}</span>
            {below(line)}
          </span>
        ),
      },
      {
        key: 'holder',
        title: t('desk.register.elected'),
        sort: line => w(line.candidateLabel ?? {}),
        cell: line => (line.candidateLabel ? w(line.candidateLabel) : ''),
      },
      when,
      source,
    ],
  };
  const text = (line: Line) =>
    [line.text, line.title, line.responsibleLabel, line.candidateLabel, line.sessionTitle]
      .flatMap(wording => (wording ? Object.values(wording) : []))
      .join(' ');
  return (
    <>
      <PageHead title={t(`desk.nav.${register}`)} lead={t(`desk.register.${register}.lead`)} />
      <Loaded query={lines}>
        {rows => (
          <>
            {register === 'tasks' && rows.some(overdue) ? (
              <p className="notice warn">{t('desk.register.overdueAll', { n: rows.filter(overdue).length })}</p>
            ) : null}
            <div className="card">
              <DataTable
                caption={t(`desk.nav.${register}`)}
                columns={columns[register]}
                rows={rows}
                rowKey={line => `${line.sessionId}.${line.seq}`}
                text={text}
                empty={t(`desk.register.${register}.none`)}
              />
            </div>
            {rows.length === MOST ? <p className="soft">{t('desk.register.more', { n: MOST })}</p> : null}
          </>
        )}
      </Loaded>
    </>
  );
}
