import { formatLocalDate } from '@kengesh/phrases/page';
import { Link } from 'wouter';
import type { Column } from '../../../kit/data-table.js';
import type { useLanguage } from '../../../language.js';
import { wallClock } from '../../../ui/zone-time.js';
import { sessionHref } from '../session-href.js';
import type { Line, Person, Register } from './line.js';

/** Of which council which register is shown, and in which words. */
export interface RegisterView extends Pick<ReturnType<typeof useLanguage>, 'language' | 't' | 'localize'> {
  readonly council: string;
  readonly register: Register;
  /** Where the session was of which a line is. */
  readonly zoneOf: (line: Line) => string;
}

const dateOf = ({ zoneOf }: RegisterView, line: Line) => wallClock(Date.parse(line.at), zoneOf(line)).slice(0, 10);

const sourceOf = ({ t }: RegisterView, line: Line) =>
  t('desk.register.source', { n: line.sessionNumber, seq: line.seq });

export const sourceColumn = (view: RegisterView): Column<Line> => ({
  key: 'session',
  title: view.t('desk.register.session'),
  wide: true,
  sort: line => line.sessionNumber,
  cell: line => (
    <Link className="one-line" href={sessionHref(line.sessionId, 'record')}>
      {sourceOf(view, line)}
    </Link>
  ),
});

export const dateColumn = (view: RegisterView): Column<Line> => ({
  key: 'at',
  title: view.t(`desk.register.${view.register}.at`),
  wide: true,
  sort: line => line.at,
  cell: line => <span className="one-line">{formatLocalDate(view.language, dateOf(view, line))}</span>,
});

/** Date and source, where there is no room for their columns. */
export const dateAndSource = (view: RegisterView, line: Line) => (
  <span className="narrow soft small">
    {formatLocalDate(view.language, dateOf(view, line))} · {sourceOf(view, line)}
  </span>
);

export const personOf = ({ t }: RegisterView, person: Person) =>
  'name' in person ? person.name : t(`exports.person.${person.missing}`);
export const withPerson = (view: RegisterView, seat: string, person: Person | undefined) =>
  person ? `${seat} (${personOf(view, person)})` : seat;
export const personBelow = (view: RegisterView, person: Person | undefined) =>
  person ? <span className="soft small">{personOf(view, person)}</span> : null;
