import type { ReactNode } from 'react';
import { listPurchaseOrders } from '../api/supply.js';
import type { PurchaseOrder } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { DataList } from '../list/data-list.js';
import { PAGE_ROWS, type Paged, usePaged } from '../list/use-paged.js';
import { Page, Section } from '../ui/page.js';
import { Blank, Failure, RowsSkeleton, StaleNote } from '../ui/states.js';
import { dueOf, type Task, taskOf } from './line-facts.js';
import { usePurchaseOrderColumns } from './purchase-order-columns.js';

const idOf = (purchaseOrder: PurchaseOrder): string => purchaseOrder.id;
const tasks: readonly Task[] = ['address', 'acknowledge', 'ship', 'done'];

/** The most urgent first. */
const byDue = (a: PurchaseOrder, b: PurchaseOrder): number => (dueOf(a) ?? '').localeCompare(dueOf(b) ?? '');

/** What a supplier must acknowledge and ship, and by when. */
export function ToDoPage(): ReactNode {
  const { t } = useI18n();
  const paged = usePaged(['purchase-orders', 'to-do'], (after) => listPurchaseOrders({ after, limit: PAGE_ROWS }));
  return (
    <Page title={t('to-do.title')}>
      <ToDo paged={paged} />
    </Page>
  );
}

function ToDo({ paged }: { paged: Paged<PurchaseOrder> }): ReactNode {
  const { t } = useI18n();
  const columns = usePurchaseOrderColumns({ withSupplier: false });
  const { items } = paged;
  if (items === undefined) {
    return paged.error ? (
      <Failure error={paged.error} since={paged.errorAt} onRetry={paged.reload} />
    ) : (
      <RowsSkeleton />
    );
  }
  if (items.length === 0) return <Blank icon="to-do" title={t('to-do.empty.title')} body={t('to-do.empty.body')} />;
  return (
    <>
      {paged.error ? <StaleNote at={paged.loadedAt} onRetry={paged.reload} /> : null}
      {tasks.map((task) => {
        const rows = items.filter((purchaseOrder) => taskOf(purchaseOrder) === task);
        return (
          <Section key={task} title={`${t(`to-do.${task}`)} · ${rows.length}`}>
            {rows.length === 0 ? (
              <p className="quiet">{t('to-do.group.empty')}</p>
            ) : (
              <DataList
                label={t(`to-do.${task}`)}
                columns={columns}
                items={task === 'done' ? rows : [...rows].sort(byDue)}
                rowKey={idOf}
                {...(task === 'done' ? { onEnd: paged.loadMore } : {})}
              />
            )}
          </Section>
        );
      })}
    </>
  );
}
