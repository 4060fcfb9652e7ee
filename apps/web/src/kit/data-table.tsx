import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useLanguage } from '../language.js';
import { Button } from '../ui/button.js';
import { SwitchMenu } from './switch-menu.js';
import { type Column, type TableModel, useTableModel } from './table-model.js';
import './data-table.css';

export type { Column } from './table-model.js';

/** Columns that a reader has put away, kept in this browser by the table's name. */
function useHiddenColumns(name: string) {
  const key = `kengesh.hidden-columns.${name}`;
  const [first] = useState<readonly string[]>(() => {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
      return Array.isArray(kept) ? kept.filter(one => typeof one === 'string') : [];
    } catch {
      return [];
    }
  });
  const keep = (hidden: readonly string[]) => {
    try {
      if (hidden.length > 0) localStorage.setItem(key, JSON.stringify(hidden));
      else localStorage.removeItem(key);
    } catch {
      // Then it holds until the page is left.
    }
  };
  return { first, keep };
}

/**
 * A list that is searched, filtered, sorted and walked by keyboard: `/` searches, arrows walk, Enter opens. Rows may be chosen
 * for an act on several; what is chosen stays so while other rows are searched for.
 */
export function DataTable<Row extends object>({
  name,
  caption,
  columns,
  rows,
  rowKey,
  text,
  onOpen,
  empty,
  tools,
  firstSort,
  rowName,
  onChosen,
}: {
  /** By which it keeps what its reader has put away. */
  readonly name: string;
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
  /** What a row is called where it is chosen; given with `onChosen`. */
  readonly rowName?: (row: Row) => string;
  /** What can be done with several rows; left out: none is chosen. */
  readonly onChosen?: (rows: readonly Row[]) => ReactNode;
}) {
  const { language, t } = useLanguage();
  const hidden = useHiddenColumns(name);
  const table = useTableModel({ columns, rows, rowKey, text, language, firstSort, hidden: hidden.first });
  const [at, setAt] = useState<string | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const wanted: string = table.state.globalFilter ?? '';
  const shown = table.getRowModel().rows;
  const chosen = rows.filter(row => table.state.rowSelection[rowKey(row)]);
  const visible = columns.filter(({ key }) => table.getColumn(key)?.getIsVisible());
  const opening = visible.find(({ number }) => !number);
  const filtered = wanted !== '' || table.state.columnFilters.length > 0;

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
  const current = shown.some(row => row.id === at) ? at : (shown[0]?.id ?? null);

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
          onChange={event => table.setGlobalFilter(event.target.value)}
        />
        {columns.map(column =>
          column.group ? <GroupFilter key={column.key} column={column} rows={rows} table={table} /> : null,
        )}
        <span className="soft small" role="status">
          {filtered ? t('desk.found', { n: shown.length, all: rows.length }) : t('desk.rows', { n: rows.length })}
        </span>
        <span className="row table-ends">
          {tools}
          <ColumnChoice columns={columns} table={table} onChange={hidden.keep} />
        </span>
      </div>
      {onChosen && chosen.length > 0 ? (
        <section className="row chosen-rows" aria-label={t('desk.table.chosenRows')}>
          <span role="status">{t('desk.table.chosen', { n: chosen.length })}</span>
          {onChosen(chosen)}
          <Button size="small" kind="quiet" onClick={() => table.resetRowSelection(true)}>
            {t('desk.table.chooseNone')}
          </Button>
        </section>
      ) : null}
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
                {onChosen ? (
                  <th scope="col" className="chooser">
                    <Chooser
                      label={t('desk.table.chooseAll')}
                      checked={shown.every(row => row.getIsSelected())}
                      partly={shown.some(row => row.getIsSelected())}
                      onChange={on => table.toggleAllRowsSelected(on)}
                    />
                  </th>
                ) : null}
                {visible.map(column => (
                  <Head key={column.key} column={column} table={table} />
                ))}
              </tr>
            </thead>
            <tbody ref={body} onKeyDown={walk}>
              {shown.map(row => (
                <tr key={row.id} className={row.getIsSelected() ? 'chosen' : undefined}>
                  {onChosen ? (
                    <td className="chooser">
                      <Chooser
                        label={t('desk.table.choose', { name: rowName?.(row.original) ?? row.id })}
                        checked={row.getIsSelected()}
                        onChange={on => row.toggleSelected(on)}
                      />
                    </td>
                  ) : null}
                  {visible.map(column => (
                    <td key={column.key} className={classOf(column)}>
                      {onOpen && column === opening ? (
                        <button
                          type="button"
                          className="row-open"
                          tabIndex={row.id === current ? 0 : -1}
                          onFocus={() => setAt(row.id)}
                          onClick={() => onOpen(row.original)}
                        >
                          {column.cell(row.original)}
                        </button>
                      ) : (
                        column.cell(row.original)
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

const classOf = <Row,>({ wide, number }: Column<Row>) =>
  [wide ? 'wide' : '', number ? 'number' : ''].join(' ').trim() || undefined;

function Head<Row extends object>({
  column: { key, title, ...column },
  table,
}: {
  readonly column: Column<Row>;
  readonly table: TableModel<Row>;
}) {
  const sorted = table.getColumn(key)?.getIsSorted() ?? false;
  return (
    <th
      scope="col"
      className={classOf({ key, title, ...column })}
      aria-sort={sorted === false ? undefined : sorted === 'desc' ? 'descending' : 'ascending'}
    >
      {column.sort ? (
        <button type="button" className="sorter" onClick={() => table.getColumn(key)?.toggleSorting(sorted === 'asc')}>
          {title}
          <span aria-hidden="true">{sorted === false ? '' : sorted === 'desc' ? ' ↓' : ' ↑'}</span>
        </button>
      ) : (
        title
      )}
    </th>
  );
}

/** All rows, or those of one group; not there where all rows are of the same. */
function GroupFilter<Row extends object>({
  column: { key, title, group },
  rows,
  table,
}: {
  readonly column: Column<Row>;
  readonly rows: readonly Row[];
  readonly table: TableModel<Row>;
}) {
  const { language, t } = useLanguage();
  const id = useId();
  const chosen = String(table.getColumn(key)?.getFilterValue() ?? '');
  const found = new Set(rows.map(row => group?.(row) ?? ''));
  // What nobody is of any more is still said while it filters.
  if (chosen) found.add(chosen);
  if (found.size < 2) return null;
  const groups = [...found].filter(Boolean).sort(new Intl.Collator(language).compare);
  return (
    <span className="row group-filter">
      <label className="small soft" htmlFor={id}>
        {title}
      </label>
      <select
        id={id}
        className="input"
        value={chosen}
        onChange={event => table.getColumn(key)?.setFilterValue(event.target.value || undefined)}
      >
        <option value="">{t('desk.table.all')}</option>
        {groups.map(one => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
    </span>
  );
}

/** Which columns are shown, of those that a phone leaves out; on a phone there is nothing to choose. */
function ColumnChoice<Row extends object>({
  columns,
  table,
  onChange,
}: {
  readonly columns: readonly Column<Row>[];
  readonly table: TableModel<Row>;
  readonly onChange: (hidden: readonly string[]) => void;
}) {
  const { t } = useLanguage();
  const choosable = columns.filter(column => column.wide);
  if (choosable.length < 2) return null;
  const isOn = (key: string) => table.getColumn(key)?.getIsVisible() ?? true;
  return (
    <span className="column-choice">
      <SwitchMenu
        label={t('desk.table.columns')}
        options={choosable.map(({ key, title }) => ({ key, text: title, on: isOn(key) }))}
        onSwitch={(key, on) => {
          table.getColumn(key)?.toggleVisibility(on);
          onChange(choosable.flatMap(column => ((column.key === key ? on : isOn(column.key)) ? [] : [column.key])));
        }}
      />
    </span>
  );
}

function Chooser({
  label,
  checked,
  partly = false,
  onChange,
}: {
  readonly label: string;
  readonly checked: boolean;
  readonly partly?: boolean;
  readonly onChange: (on: boolean) => void;
}) {
  return (
    <label>
      <span className="visually-hidden">{label}</span>
      <input
        type="checkbox"
        ref={box => {
          if (box) box.indeterminate = partly && !checked;
        }}
        checked={checked}
        onChange={event => onChange(event.target.checked)}
      />
    </label>
  );
}
