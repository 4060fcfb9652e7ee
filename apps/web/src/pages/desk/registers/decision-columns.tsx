import { Link } from 'wouter';
import type { Column } from '../../../kit/data-table.js';
import { dateAndSource, dateColumn, type RegisterView, sourceColumn } from './cells.js';
import { DecisionState, signatureOf } from './decision-state.js';
import type { Line } from './line.js';

export function decisionColumns(view: RegisterView): readonly Column<Line>[] {
  const { t, localize, council, zoneOf } = view;
  const state = (line: Line) => <DecisionState line={line} zone={zoneOf(line)} />;
  const numberOf = (line: Line) => (line.label ? <strong className="one-line">№ {line.label}</strong> : null);
  return [
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
          {dateAndSource(view, line)}
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
    dateColumn(view),
    sourceColumn(view),
  ];
}
