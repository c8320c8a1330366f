import type { ReactNode } from 'react';
import { cx } from '../ui/cx.js';
import type { RowsProps } from './data-list.js';
import classes from './rows.module.css';

/** The rows in view as a table; rows out of view are two empty ones of their height. */
export function TableRows<T>({ label, columns, items, rowKey, virtualizer, top, onRowClick }: RowsProps<T>): ReactNode {
  const shown = virtualizer.getVirtualItems();
  const before = (shown[0]?.start ?? top) - top;
  const after = virtualizer.getTotalSize() + top - (shown.at(-1)?.end ?? top);
  return (
    <table className={classes['table']} aria-label={label} aria-rowcount={items.length + 1}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              style={{ width: column.width }}
              className={cx(column.align && classes['end'])}
            >
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <Spacer height={before} columns={columns.length} />
        {shown.map(({ index }) => {
          const item = items[index];
          if (item === undefined) return null;
          return (
            <tr
              key={rowKey(item)}
              data-index={index}
              aria-rowindex={index + 2}
              ref={virtualizer.measureElement}
              onClick={onRowClick}
            >
              {columns.map((column) => (
                <td key={column.key} className={cx(column.align && classes['end'])}>
                  {column.cell(item)}
                </td>
              ))}
            </tr>
          );
        })}
        <Spacer height={after} columns={columns.length} />
      </tbody>
    </table>
  );
}

function Spacer({ height, columns }: { height: number; columns: number }): ReactNode {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true" className={classes['spacer']}>
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}
