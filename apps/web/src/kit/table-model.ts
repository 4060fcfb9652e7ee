import {
  type ColumnDef,
  columnFilteringFeature,
  columnVisibilityFeature,
  createFilteredRowModel,
  createSortedRowModel,
  globalFilteringFeature,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { type ReactNode, useMemo } from 'react';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** By what the column is sorted; left out: it is not. */
  readonly sort?: (row: Row) => string | number;
  /** In which of a few groups a row stands, in words; left out: the column does not filter. */
  readonly group?: (row: Row) => string;
  /** Shown where there is room; on a phone its facts stand in the first column. */
  readonly wide?: boolean;
  readonly number?: boolean;
}

const features = tableFeatures({
  columnFilteringFeature,
  globalFilteringFeature,
  filteredRowModel: createFilteredRowModel(),
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  columnVisibilityFeature,
  rowSelectionFeature,
});

/** What is shown of the rows and in which order: searched by every word of a text, filtered by groups, sorted as people count. */
export function useTableModel<Row extends object>({
  columns,
  rows,
  rowKey,
  text,
  language,
  firstSort,
  hidden,
}: {
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly text: (row: Row) => string;
  readonly language: string;
  readonly firstSort: { readonly key: string; readonly down: boolean } | undefined;
  /** Columns not shown at first. */
  readonly hidden: readonly string[];
}) {
  const defs = useMemo(() => {
    const { compare } = new Intl.Collator(language, { numeric: true });
    return columns.map(
      ({ key, sort, group, wide }): ColumnDef<typeof features, Row> => ({
        id: key,
        accessorFn: row => sort?.(row) ?? '',
        enableSorting: sort !== undefined,
        enableColumnFilter: group !== undefined,
        enableHiding: wide === true,
        sortDescFirst: false,
        sortFn: (one, other, id) => {
          const [a, b] = [one.getValue<string | number>(id), other.getValue<string | number>(id)];
          return typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b));
        },
        filterFn: (row, _id, wanted: string) => group?.(row.original) === wanted,
      }),
    );
  }, [columns, language]);
  const data = useMemo(() => [...rows], [rows]);
  return useTable({
    features,
    columns: defs,
    data,
    getRowId: rowKey,
    enableSortingRemoval: false,
    enableMultiSort: false,
    // A row is searched as a whole, once: by the column that stands for it.
    getColumnCanGlobalFilter: column => column.id === columns[0]?.key,
    globalFilterFn: (row, _id, wanted: string) => {
      const all = text(row.original).toLocaleLowerCase(language);
      return wanted
        .toLocaleLowerCase(language)
        .split(/\s+/)
        .every(word => all.includes(word));
    },
    initialState: {
      sorting: firstSort ? [{ id: firstSort.key, desc: firstSort.down }] : [],
      columnVisibility: Object.fromEntries(hidden.map(key => [key, false])),
    },
  });
}
export type TableModel<Row extends object> = ReturnType<typeof useTableModel<Row>>;
