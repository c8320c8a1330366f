import { useMediaQuery } from '@mantine/hooks';
import { useWindowVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, type ReactNode, useCallback, useEffect, useId, useState } from 'react';
import { CardRows } from './card-rows.js';
import type { Column } from './column.js';
import { TableRows } from './table-rows.js';
import { useRowKeys } from './use-row-keys.js';

/** Below this width rows are cards. */
export const PHONE = '(max-width: 47.99em)';
const ROW_PX = 37;
const CARD_PX = 84;
/** Rows drawn beyond the window on each side: a fast wheel does not outrun them. */
const OVERSCAN = 14;

export interface RowsProps<T> {
  label: string;
  columns: readonly Column<T>[];
  items: readonly T[];
  rowKey: (item: T) => string;
  virtualizer: Virtualizer<Window, Element>;
  top: number;
  onRowClick: (event: MouseEvent<HTMLElement>) => void;
}

interface DataListProps<T> {
  label: string;
  columns: readonly Column<T>[];
  items: readonly T[];
  rowKey: (item: T) => string;
  /** Called when the end comes into view. */
  onEnd?: () => void;
}

/** A click anywhere in a row opens it, as its link does. */
function openRow(event: MouseEvent<HTMLElement>): void {
  if (!(event.target instanceof Element) || event.target.closest('a, button, input, label')) return;
  if (window.getSelection()?.type === 'Range') return;
  event.currentTarget.querySelector<HTMLElement>('[data-row-link]')?.click();
}

/** A list of any length: a table on a desk, cards on a phone; only the rows in view are drawn. */
export function DataList<T>({ label, columns, items, rowKey, onEnd }: DataListProps<T>): ReactNode {
  const isPhone = useMediaQuery(PHONE, false, { getInitialValueInEffect: false });
  const id = useId();
  const [top, setTop] = useState(0);
  const virtualizer = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => (isPhone ? CARD_PX : ROW_PX),
    overscan: OVERSCAN,
    scrollMargin: top,
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : rowKey(item);
    },
  });
  const scrollTo = useCallback((index: number) => virtualizer.scrollToIndex(index, { align: 'auto' }), [virtualizer]);
  useRowKeys({ count: items.length, listId: id, scrollTo });
  const lastShown = virtualizer.getVirtualItems().at(-1)?.index ?? -1;
  useEffect(() => {
    if (items.length > 0 && lastShown >= items.length - 1) onEnd?.();
  }, [lastShown, items.length, onEnd]);
  const Rows = isPhone ? CardRows : TableRows;
  return (
    <div id={id} ref={(element) => setTop(element ? element.getBoundingClientRect().top + window.scrollY : 0)}>
      <Rows {...{ label, columns, items, rowKey, virtualizer, top }} onRowClick={openRow} />
    </div>
  );
}
