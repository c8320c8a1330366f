import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Column } from './column.js';
import type { RowsProps } from './data-list.js';
import classes from './rows.module.css';

/** The rows in view as cards, for a narrow screen. */
export function CardRows<T>({ label, columns, items, rowKey, virtualizer, top, onRowClick }: RowsProps<T>): ReactNode {
  const shown = virtualizer.getVirtualItems();
  return (
    <ul
      className={classes['cards']}
      aria-label={label}
      style={{
        paddingTop: (shown[0]?.start ?? top) - top,
        paddingBottom: virtualizer.getTotalSize() + top - (shown.at(-1)?.end ?? top),
      }}
    >
      {shown.map(({ index }) => {
        const item = items[index];
        if (item === undefined) return null;
        return (
          <li key={rowKey(item)} data-index={index} ref={virtualizer.measureElement} onClick={onRowClick}>
            <Card item={item} columns={columns} />
          </li>
        );
      })}
    </ul>
  );
}

function Card<T>({ item, columns }: { item: T; columns: readonly Column<T>[] }): ReactNode {
  const inPlace = (place: Column<T>['card']): Column<T>[] => columns.filter(({ card }) => card === place);
  return (
    <>
      <div className={classes['card-head']}>
        <span className={classes['card-title']}>
          {inPlace('title').map((column) => (
            <span key={column.key}>{column.cell(item)}</span>
          ))}
        </span>
        <span>
          {inPlace('end').map((column) => (
            <span key={column.key}>{column.cell(item)}</span>
          ))}
        </span>
      </div>
      <dl className={classes['card-lines']}>
        {[...inPlace('plain'), ...inPlace('line')].map((column) => (
          <div key={column.key}>
            <dt>{column.card === 'plain' ? <VisuallyHidden>{column.header}</VisuallyHidden> : column.header}</dt>
            <dd>{column.cell(item)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
