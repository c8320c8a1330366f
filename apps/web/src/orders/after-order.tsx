import '../i18n/after-sales-catalogue.js';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { listClaims } from '../api/claims.js';
import { listComplaints } from '../api/complaints.js';
import { listReturns } from '../api/returns.js';
import type { Return } from '../api/types.js';
import { ClaimItems } from '../claims/claim-items.js';
import { ComplaintItems } from '../complaints/other-complaints.js';
import { useI18n } from '../i18n/i18n.js';
import { Loaded } from '../ui/loaded.js';
import { Section } from '../ui/page.js';
import { StatusBadge } from '../ui/status-badge.js';
import { Ago } from '../ui/values.js';
import classes from './side-list.module.css';

/** What happened after the goods came: returns, claims, complaints, each a step away. */
export function AfterOrder({ orderId }: { orderId: string }): ReactNode {
  const { t } = useI18n();
  // Under the key of the order, so that one event about it renews everything.
  const key = (what: string): readonly string[] => ['order', orderId, what];
  const returns = useQuery({ queryKey: key('returns'), queryFn: () => listReturns({ orderId }) });
  const claims = useQuery({ queryKey: key('claims'), queryFn: () => listClaims({ orderId }) });
  const complaints = useQuery({ queryKey: key('complaints'), queryFn: () => listComplaints({ orderId }) });
  const isEmpty = [returns, claims, complaints].every((query) => query.data?.items.length === 0);
  return (
    <Section title={t('order.after')}>
      {isEmpty ? <p className={classes['empty']}>{t('order.after.empty')}</p> : null}
      <Loaded query={complaints} skeleton={null}>
        {({ items }) => (items.length === 0 ? null : <ComplaintItems complaints={items} />)}
      </Loaded>
      <Loaded query={returns} skeleton={null}>
        {({ items }) => (items.length === 0 ? null : <ReturnItems returns={items} />)}
      </Loaded>
      <Loaded query={claims} skeleton={null}>
        {({ items }) => (items.length === 0 ? null : <ClaimItems claims={items} />)}
      </Loaded>
    </Section>
  );
}

function ReturnItems({ returns }: { returns: readonly Return[] }): ReactNode {
  const { word } = useI18n();
  return (
    <ul className={classes['list']}>
      {returns.map(({ id, number, kind, status, requestedAt }) => (
        <li key={id} className={classes['entry']}>
          <div>
            <Link to="/returns/$returnId" params={{ returnId: id }} className="link">
              {number}
            </Link>
            <span className={classes['sub']}>
              {word('return-kind', kind)} · <Ago at={requestedAt} />
            </span>
          </div>
          <StatusBadge kind="return-status" status={status} />
        </li>
      ))}
    </ul>
  );
}
