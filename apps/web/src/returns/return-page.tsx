import '../i18n/after-sales-catalogue.js';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { listClaims } from '../api/claims.js';
import { getReturn } from '../api/returns.js';
import type { Return } from '../api/types.js';
import { useSession } from '../app/session.js';
import { ClaimItems } from '../claims/claim-items.js';
import { useI18n } from '../i18n/i18n.js';
import { Facts } from '../ui/facts.js';
import { Flash } from '../ui/flash.js';
import { Loaded } from '../ui/loaded.js';
import { Page, Section } from '../ui/page.js';
import { OrderLink } from '../ui/order-link.js';
import { StatusBadge } from '../ui/status-badge.js';
import { Ago, At } from '../ui/values.js';
import { ReceiptForm } from './receipt-form.js';
import { RefundList } from './refund-list.js';
import { ReturnActions } from './return-actions.js';
import { canReceive } from './return-facts.js';
import { ReturnLines } from './return-lines.js';
import { ReturnParcels } from './return-parcels.js';
import classes from './return.module.css';
import { returnKey } from './use-return.js';

/** One return: what comes back and why it may, where it goes, what it costs whom, and what is to be done. */
export function ReturnPage(): ReactNode {
  const { returnId } = useParams({ from: '/returns/$returnId' });
  const query = useQuery({ queryKey: returnKey(returnId), queryFn: () => getReturn(returnId) });
  return <Loaded query={query}>{(record) => <ReturnView key={record.id} record={record} />}</Loaded>;
}

function ReturnView({ record }: { record: Return }): ReactNode {
  const { t } = useI18n();
  const isSupplier = useSession().role === 'supplier';
  return (
    <Page
      title={t('return.page', { number: record.number })}
      lead={
        <Link to="/returns" className="link">
          {t('return.all')}
        </Link>
      }
      tools={isSupplier ? null : <ReturnActions record={record} />}
    >
      <ReturnFacts record={record} />
      <p className={classes['next']}>
        <span className="quiet">{t('return.next')}</span> {t(`return.next.${record.status}`)}
      </p>
      <Section title={t('return.lines')}>
        <ReturnLines record={record} />
      </Section>
      {/* Another receipt is another form: what was filled in for the last one is booked. */}
      {canReceive(record) ? <ReceiptForm key={receivedKey(record)} record={record} isSupplier={isSupplier} /> : null}
      <Section title={t('return.parcels')}>
        <ReturnParcels parcels={record.parcels} lines={record.lines} />
      </Section>
      {isSupplier ? null : (
        <Section title={t('return.money')}>
          <RefundList refunds={record.refunds} />
        </Section>
      )}
      <ClaimsOf record={record} />
    </Page>
  );
}

const receivedKey = ({ lines }: Return): string => lines.map(({ received }) => received.length).join('/');

/** What the suppliers owe for what went back to them, and whether they made up for it. */
function ClaimsOf({ record }: { record: Return }): ReactNode {
  const { t } = useI18n();
  const claims = useQuery({
    queryKey: ['claims', 'return', record.id],
    queryFn: () => listClaims({ returnId: record.id }),
  });
  if (claims.data?.items.length === 0) return null;
  return (
    <Section title={t('claims.title')}>
      <Loaded query={claims}>{({ items }) => <ClaimItems claims={items} />}</Loaded>
    </Section>
  );
}

function ReturnFacts({ record }: { record: Return }): ReactNode {
  const { t, word } = useI18n();
  const { refusal } = record;
  return (
    <Facts
      facts={[
        [
          t('returns.status'),
          <span key="status">
            <Flash value={record.status}>
              <StatusBadge kind="return-status" status={record.status} />
            </Flash>{' '}
            <span className="quiet">
              <Ago at={record.statusSince} />
            </span>
          </span>,
        ],
        [t('returns.kind'), word('return-kind', record.kind)],
        [t('returns.order'), <OrderLink key="order" order={record} />],
        [t('return.policy'), t('return.policy.version', { version: record.policyVersion })],
        [
          t('return.channel'),
          <span key="channel">
            <Ago at={record.requestedAt} /> <span className="quiet">{word('intake', record.channel)}</span>
          </span>,
        ],
        [
          t('return.expires'),
          record.expiresAt === null || record.closedAt !== null ? null : (
            <At key="expires" at={record.expiresAt} style="day" />
          ),
        ],
        [
          t('return.withdrawal'),
          record.withdrawal === null ? null : <At key="withdrawal" at={record.withdrawal.declaredAt} />,
        ],
        [t('return.exchange'), record.exchange === null ? null : <ExchangeLink key="exchange" record={record} />],
        [
          t('return.refusal'),
          refusal === null ? null : [word('clause', refusal.clause), refusal.detail].filter(Boolean).join(': '),
        ],
        [t('return.outcome'), record.outcome === null ? null : word('outcome', record.outcome)],
        [t('return.note'), record.note],
      ]}
    />
  );
}

/** What is wanted instead, and the order that it became. */
function ExchangeLink({ record }: { record: Return }): ReactNode {
  const { t } = useI18n();
  const { exchange } = record;
  if (exchange === null) return null;
  return (
    <>
      {exchange.lines.map(({ quantity, title }) => `${quantity} × ${title}`).join(', ')} ·{' '}
      {exchange.orderId === null ? (
        <span className="quiet">{t('return.exchange.waits')}</span>
      ) : (
        <Link to="/orders/$orderId" params={{ orderId: exchange.orderId }} className="link">
          {t('return.exchange.open')}
        </Link>
      )}
    </>
  );
}
