import type { TaskRow } from '@kengesh/contracts';
import { formatLocalDate } from '@kengesh/phrases/page';
import type { Column } from '../../../kit/data-table.js';
import { todayIn } from '../times.js';
import { dateAndSource, personBelow, type RegisterView, sourceColumn, withPerson } from './cells.js';
import type { Line } from './line.js';

const STATUSES: readonly TaskRow['status'][] = ['open', 'in_progress', 'reported', 'accepted', 'withdrawn'];

/** Until it is reported, from the end of its day in the zone of its session. */
export const isOverdue = (line: Line, zone: string) =>
  Boolean(line.due) && ['open', 'in_progress'].includes(line.status ?? 'open') && line.due! < todayIn(zone, Date.now());

export function taskColumns(view: RegisterView): readonly Column<Line>[] {
  const { t, localize, language, zoneOf } = view;
  const due = (line: Line) =>
    line.due ? (
      <span className="row">
        <span className="one-line">{formatLocalDate(language, line.due)}</span>
        {isOverdue(line, zoneOf(line)) ? <span className="badge warn">! {t('desk.register.overdue')}</span> : null}
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
  const others = (line: Line) => (
    <>
      {line.co?.length ? (
        <span className="soft small">
          {t('desk.register.co', {
            names: line.co.map(one => withPerson(view, localize(one.label ?? {}) || one.seat, one.person)).join(', '),
          })}
        </span>
      ) : null}
      {line.controlLabel ? (
        <span className="soft small">
          {t('desk.register.control', { name: withPerson(view, localize(line.controlLabel), line.controlPerson) })}
        </span>
      ) : null}
    </>
  );
  return [
    {
      key: 'text',
      title: t('desk.register.task'),
      sort: line => localize(line.text ?? {}),
      cell: line => (
        <span className="who">
          <span className="pre">{localize(line.text ?? {})}</span>
          {others(line)}
          <span className="narrow small">
            {line.responsibleLabel ? withPerson(view, localize(line.responsibleLabel), line.responsiblePerson) : ''}
          </span>
          <span className="narrow">{due(line)}</span>
          <span className="narrow">{status(line)}</span>
          {dateAndSource(view, line)}
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
          {personBelow(view, line.responsiblePerson)}
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
    sourceColumn(view),
  ];
}
