import type { ReactNode } from 'react';
import type { PurchaseOrder } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Money } from '../ui/values.js';
import classes from './purchase-orders.module.css';

/** What was asked and what became of each unit. */
export function PurchaseOrderLines({ purchaseOrder }: { purchaseOrder: PurchaseOrder }): ReactNode {
  const { t } = useI18n();
  return (
    // Wider than a phone: it scrolls in itself, so the keyboard must reach it.
    <div className={classes['table-frame']} tabIndex={0} role="region" aria-label={t('po.lines')}>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">{t('po.line.item')}</th>
            <th scope="col">{t('po.line.asked')}</th>
            <th scope="col">{t('po.line.accepted')}</th>
            <th scope="col">{t('po.line.backordered')}</th>
            <th scope="col">{t('po.line.rejected')}</th>
            <th scope="col">{t('po.line.shipped')}</th>
            <th scope="col">{t('po.line.cost')}</th>
          </tr>
        </thead>
        <tbody>
          {purchaseOrder.lines.map((line) => (
            <tr key={line.id}>
              <td>
                <span className={classes['item']}>{line.title}</span> <code className="quiet">{line.supplierSku}</code>
              </td>
              <td className="num" data-label={t('po.line.asked')}>
                {line.quantity}
              </td>
              <td className="num" data-label={t('po.line.accepted')}>
                {line.acknowledgedQuantity}
              </td>
              <td className="num" data-label={t('po.line.backordered')}>
                {line.backorderedQuantity}
              </td>
              <td className="num" data-label={t('po.line.rejected')}>
                {line.rejectedQuantity}
              </td>
              <td className="num" data-label={t('po.line.shipped')}>
                {line.shippedQuantity}
              </td>
              <td className="num" data-label={t('po.line.cost')}>
                <Money minor={line.unitCostMinor} currency={purchaseOrder.currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
