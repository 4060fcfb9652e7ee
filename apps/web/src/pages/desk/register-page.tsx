import { useMemo } from 'react';
import * as api from '../../api/desk.js';
import { type Column, DataTable } from '../../kit/data-table.js';
import { useLanguage } from '../../language.js';
import { PageHead } from './desk-layout.js';
import { useApiQuery } from './desk-queries.js';
import { QueryBoundary } from './query-boundary.js';
import { personOf, type RegisterView } from './registers/cells.js';
import { decisionColumns } from './registers/decision-columns.js';
import type { Line, Register } from './registers/line.js';
import { officeColumns } from './registers/office-columns.js';
import { isOverdue, taskColumns } from './registers/task-columns.js';

/** A zone where the session's own is not known yet. */
const NOWHERE = 'UTC';

const COLUMNS: { readonly [register in Register]: (view: RegisterView) => readonly Column<Line>[] } = {
  decisions: decisionColumns,
  tasks: taskColumns,
  offices: officeColumns,
};

/** What the council decided, who does what by when, who holds which office: each line cites the session it comes from. */
export function RegisterPage({ council, register }: { readonly council: string; readonly register: Register }) {
  const { t, localize, language } = useLanguage();
  const lines = useApiQuery<Line[]>(api.registers[register](council));
  const sessions = useApiQuery(api.sessions(council));
  const zones = useMemo(() => new Map(sessions.data?.map(one => [one.id, one.zone])), [sessions.data]);
  const zoneOf = (line: Line) => zones.get(line.sessionId) ?? NOWHERE;
  const overdue = (line: Line) => isOverdue(line, zoneOf(line));
  const view: RegisterView = { t, localize, language, council, register, zoneOf };
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
      .concat([line.responsiblePerson, line.person].flatMap(person => (person ? [personOf(view, person)] : [])))
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
                columns={COLUMNS[register](view)}
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
