import { useState } from 'react';
import { useLanguage } from '../language.js';
import { SwitchMenu } from './switch-menu.js';
import type { Column, TableModel } from './table-model.js';

/** Columns that a reader has put away, kept in this browser by the table's name. */
export function useHiddenColumns(name: string) {
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

/** Which columns are shown, of those that a phone leaves out; on a phone there is nothing to choose. */
export function ColumnChoice<Row extends object>({
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
