import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { listPurchaseOrders } from '../api/supply.js';
import { type PurchaseOrder, purchaseOrderStatuses } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { PagedList } from '../list/paged-list.js';
import { PAGE_ROWS, usePaged } from '../list/use-paged.js';
import { Page } from '../ui/page.js';
import { Blank } from '../ui/states.js';
import { StatusFilter } from '../ui/status-filter.js';
import { SupplierFilter } from '../ui/supplier-filter.js';
import { usePurchaseOrderColumns } from './purchase-order-columns.js';

const idOf = (purchaseOrder: PurchaseOrder): string => purchaseOrder.id;

/** What was asked of suppliers, and how they answer. */
export function PurchaseOrdersPage(): ReactNode {
  const { t } = useI18n();
  const { status, supplier } = useSearch({ from: '/purchase-orders' });
  const navigate = useNavigate({ from: '/purchase-orders' });
  const columns = usePurchaseOrderColumns({ withSupplier: true });
  const paged = usePaged(['purchase-orders', status, supplier], (after) =>
    listPurchaseOrders({ status, supplierId: supplier, after, limit: PAGE_ROWS }),
  );
  const isFiltered = status !== undefined || supplier !== undefined;
  return (
    <Page
      title={t('po.title')}
      tools={
        <>
          <SupplierFilter
            value={supplier}
            onChange={(chosen) => void navigate({ search: (search) => ({ ...search, supplier: chosen }) })}
          />
          <StatusFilter
            kind="po-status"
            statuses={purchaseOrderStatuses}
            value={status}
            onChange={(next) => void navigate({ search: (search) => ({ ...search, status: next }) })}
          />
        </>
      }
    >
      <PagedList
        label={t('po.title')}
        columns={columns}
        paged={paged}
        rowKey={idOf}
        empty={
          isFiltered ? (
            <Blank icon="search" title={t('state.no-match.title')} body={t('state.no-match.body')} />
          ) : (
            <Blank icon="purchase-orders" title={t('po.empty.title')} body={t('po.empty.body')} />
          )
        }
      />
    </Page>
  );
}
