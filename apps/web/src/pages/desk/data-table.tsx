import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useLanguage } from '../../language.js';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** By what the column is sorted; left out: it is not. */
  readonly sort?: (row: Row) => string | number;
  /** Shown where there is room; on a phone its facts stand in the first column. */
  readonly wide?: boolean;
  readonly number?: boolean;
}

/** A list that is searched, sorted and walked by keyboard: `/` searches, arrows walk, Enter opens. */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
  text,
  onOpen,

  empty,
  tools,
  firstSort,
}: {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** What is searched in. */
  readonly text: (row: Row) => string;
  readonly onOpen?: (row: Row) => void;
  readonly empty: string;
  readonly tools?: ReactNode;
  readonly firstSort?: { readonly key: string; readonly down: boolean };
}) {
  const { language, t } = useLanguage();
  const [wanted, setWanted] = useState('');
  const [sort, setSort] = useState(firstSort ?? null);
  const [at, setAt] = useState<string | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);

  const shown = useMemo(() => {
    const words = wanted.toLocaleLowerCase(language).split(/\s+/).filter(Boolean);
    const found = rows.filter(row => {
      const all = text(row).toLocaleLowerCase(language);
      return words.every(word => all.includes(word));
    });
    const by = columns.find(column => column.key === sort?.key)?.sort;
    if (!by) return found;
    const { compare } = new Intl.Collator(language, { numeric: true });
    const ordered = found
      .map(row => ({ row, key: by(row) }))
      .sort(({ key: one }, { key: other }) =>
        typeof one === 'number' && typeof other === 'number' ? one - other : compare(String(one), String(other)),
      )
      .map(({ row }) => row);
    return sort?.down ? ordered.reverse() : ordered;
  }, [rows, wanted, sort, columns, text, language]);

  useEffect(() => {
    const find = (event: globalThis.KeyboardEvent) => {
      const typing = (event.target as HTMLElement | null)?.closest?.('input, textarea, select, [role="dialog"]');
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      search.current?.focus();
    };
    document.addEventListener('keydown', find);
    return () => document.removeEventListener('keydown', find);
  }, []);

  const walk = (event: KeyboardEvent) => {
    const buttons = [...(body.current?.querySelectorAll<HTMLElement>('.row-open') ?? [])];
    const here = buttons.indexOf(event.target as HTMLElement);
    if (here < 0) return;
    const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    buttons[Math.min(Math.max(next, 0), buttons.length - 1)]?.focus();
  };
  const current = shown.some(row => rowKey(row) === at) ? at : shown[0] === undefined ? null : rowKey(shown[0]);

  return (
    <div className="stack">
      <div className="table-tools row">
        <input
          ref={search}
          type="search"
          className="input search"
          aria-label={t('desk.search')}
          placeholder={t('desk.search')}
          aria-keyshortcuts="/"
          value={wanted}
          onChange={event => setWanted(event.target.value)}
        />
        <span className="soft small" role="status">
          {wanted ? t('desk.found', { n: shown.length, all: rows.length }) : t('desk.rows', { n: rows.length })}
        </span>
        <span className="grow" />
        {tools}
      </div>
      {rows.length === 0 ? (
        <p className="empty">{empty}</p>
      ) : shown.length === 0 ? (
        <p className="empty">{t('desk.nothingFound')}</p>
      ) : (
        <div className="scroll-x">
          <table className="table desk-table">
            <caption className="visually-hidden">{caption}</caption>
            <thead>
              <tr>
                {columns.map(({ key, title, sort: sortable, wide, number }) => {
                  const classes = [wide ? 'wide' : '', number ? 'number' : ''].join(' ').trim();
                  const on = sort?.key === key;
                  return (
                    <th
                      key={key}
                      scope="col"
                      className={classes || undefined}
                      aria-sort={on ? (sort.down ? 'descending' : 'ascending') : undefined}
                    >
                      {sortable ? (
                        <button
                          type="button"
                          className="sorter"
                          onClick={() => setSort({ key, down: on ? !sort.down : false })}
                        >
                          {title}
                          <span aria-hidden="true">{on ? (sort.down ? ' ↓' : ' ↑') : ''}</span>
                        </button>
                      ) : (
                        title
                      )}
                    </th>
                  );
                })}
              </tr>
            </thead>
            <tbody ref={body} onKeyDown={walk}>
              {shown.map(row => (
                <tr key={rowKey(row)}>
                  {columns.map(({ key, cell, wide, number }, place) => {
                    const classes = [wide ? 'wide' : '', number ? 'number' : ''].join(' ').trim();
                    const opens = onOpen !== undefined && place === columns.findIndex(one => !one.number);
                    return (
                      <td key={key} className={classes || undefined}>
                        {opens ? (
                          <button
                            type="button"
                            className="row-open"
                            tabIndex={rowKey(row) === current ? 0 : -1}
                            onFocus={() => setAt(rowKey(row))}
                            onClick={() => onOpen(row)}
                          >
                            {cell(row)}
                          </button>
                        ) : (
                          cell(row)
                        )}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
