import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useLanguage } from '../language.js';
import { ColumnChoice } from './column-choice.js';
import type { Column, TableModel } from './table-model.js';

/** What stands above a list: search, filters by group, how many rows are found, the page's own tools, the choice of columns. */
export function TableTools<Row extends object>({
  columns,
  rows,
  table,
  tools,
  onHidden,
}: {
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly table: TableModel<Row>;
  readonly tools: ReactNode;
  readonly onHidden: (hidden: readonly string[]) => void;
}) {
  const { t } = useLanguage();
  const search = useRef<HTMLInputElement>(null);
  const wanted: string = table.state.globalFilter ?? '';
  const shown = table.getRowModel().rows.length;
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

  return (
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
        {filtered ? t('desk.found', { n: shown, all: rows.length }) : t('desk.rows', { n: rows.length })}
      </span>
      <span className="row table-ends">
        {tools}
        <ColumnChoice columns={columns} table={table} onChange={onHidden} />
      </span>
    </div>
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
