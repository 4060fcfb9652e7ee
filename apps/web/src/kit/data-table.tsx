import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { useLanguage } from '../language.js';
import { Button } from '../ui/button.js';
import { useHiddenColumns } from './column-choice.js';
import { type Column, type TableModel, useTableModel } from './table-model.js';
import { TableTools } from './table-tools.js';
import './data-table.css';

export type { Column } from './table-model.js';

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
  const body = useRef<HTMLTableSectionElement>(null);
  const shown = table.getRowModel().rows;
  const chosen = rows.filter(row => table.state.rowSelection[rowKey(row)]);
  const visible = columns.filter(({ key }) => table.getColumn(key)?.getIsVisible());
  const opening = visible.find(({ number }) => !number);

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
      <TableTools columns={columns} rows={rows} table={table} tools={tools} onHidden={hidden.keep} />
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
