import { Button } from '@mantine/core';
import { type ReactNode, useCallback } from 'react';
import { useI18n } from '../i18n/i18n.js';
import { Icon } from '../ui/icon.js';
import { Failure, RowsSkeleton, StaleNote } from '../ui/states.js';
import type { Column } from './column.js';
import { DataList } from './data-list.js';
import classes from './paged-list.module.css';
import { steadyRows } from './steady-rows.js';
import { useHold } from './use-hold.js';
import type { Paged } from './use-paged.js';

interface PagedListProps<T> {
  label: string;
  columns: readonly Column<T>[];
  paged: Paged<T>;
  rowKey: (item: T) => string;
  /** What stands there when there is nothing. */
  empty: ReactNode;
}

/** A live list in each of its states; it holds still while a mouse points at it. */
export function PagedList<T>({ label, columns, paged, rowKey, empty }: PagedListProps<T>): ReactNode {
  const fresh = paged.items ?? [];
  const hold = useHold(fresh.map(rowKey));
  const { rows, waiting } = steadyRows(hold.held, fresh, rowKey);
  const { loadMore } = paged;
  const onEnd = useCallback(() => loadMore(), [loadMore]);
  if (paged.items === undefined) {
    return paged.error ? (
      <Failure error={paged.error} since={paged.errorAt} onRetry={paged.reload} />
    ) : (
      <RowsSkeleton />
    );
  }
  if (rows.length === 0 && waiting === 0) return empty;
  return (
    <div {...hold.handlers}>
      {paged.error ? <StaleNote at={paged.loadedAt} onRetry={paged.reload} /> : null}
      <Waiting count={waiting} isOutdated={paged.isOutdated} onShow={paged.isOutdated ? paged.reload : hold.release} />
      <DataList {...{ label, columns, rowKey, onEnd }} items={rows} />
      <Foot paged={paged} />
    </div>
  );
}

interface WaitingProps {
  count: number;
  isOutdated: boolean;
  onShow: () => void;
}

function Waiting({ count, isOutdated, onShow }: WaitingProps): ReactNode {
  const { t } = useI18n();
  if (count === 0 && !isOutdated) return null;
  return (
    <button type="button" className={classes['waiting']} onClick={onShow}>
      <Icon name="refresh" size={13} />
      {isOutdated ? t('list.outdated') : t('list.new', { count })}
    </button>
  );
}

function Foot<T>({ paged }: { paged: Paged<T> }): ReactNode {
  const { t } = useI18n();
  const count = paged.items?.length ?? 0;
  return (
    <div className={classes['foot']}>
      <span>{paged.hasMore ? t('list.shown', { count }) : t('list.end', { count })}</span>
      {paged.hasMore ? (
        <Button variant="subtle" onClick={paged.loadMore} loading={paged.isLoadingMore}>
          {t('list.more')}
        </Button>
      ) : null}
    </div>
  );
}
