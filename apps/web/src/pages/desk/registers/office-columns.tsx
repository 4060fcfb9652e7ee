import { formatLocalDate } from '@kengesh/phrases/page';
import type { Column } from '../../../kit/data-table.js';
import { dateAndSource, dateColumn, personBelow, type RegisterView, sourceColumn } from './cells.js';
import type { Line } from './line.js';

export function officeColumns(view: RegisterView): readonly Column<Line>[] {
  const { t, localize, language } = view;
  return [
    {
      key: 'office',
      title: t('desk.register.office'),
      sort: line => localize(line.title ?? {}),
      cell: line => (
        <span className="who">
          <span className="name">{localize(line.title ?? {})}</span>
          {dateAndSource(view, line)}
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
          {personBelow(view, line.person)}
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
    dateColumn(view),
    sourceColumn(view),
  ];
}
