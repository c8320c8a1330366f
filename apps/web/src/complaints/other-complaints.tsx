import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { listComplaints } from '../api/complaints.js';
import type { Complaint } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Loaded } from '../ui/loaded.js';
import { StatusBadge } from '../ui/status-badge.js';
import classes from '../orders/side-list.module.css';
import { Ago } from '../ui/values.js';

/** What else the customer complained about with the same order. */
export function OtherComplaints({ complaint }: { complaint: Complaint }): ReactNode {
  const { t } = useI18n();
  const query = useQuery({
    queryKey: ['complaints', 'order', complaint.orderId],
    queryFn: () => listComplaints({ orderId: complaint.orderId }),
  });
  return (
    <Loaded query={query} skeleton={null}>
      {({ items }) => {
        const others = items.filter(({ id }) => id !== complaint.id);
        if (others.length === 0) return <p className={classes['empty']}>{t('complaint.related.none')}</p>;
        return <ComplaintItems complaints={others} />;
      }}
    </Loaded>
  );
}

/** Complaints as short lines beside something else. */
export function ComplaintItems({ complaints }: { complaints: readonly Complaint[] }): ReactNode {
  const { word } = useI18n();
  return (
    <ul className={classes['list']}>
      {complaints.map(({ id, number, type, status, openedAt }) => (
        <li key={id} className={classes['entry']}>
          <div>
            <Link to="/complaints/$complaintId" params={{ complaintId: id }} className="link">
              {number}
            </Link>
            <span className={classes['sub']}>
              {word('complaint-type', type)} · <Ago at={openedAt} />
            </span>
          </div>
          <StatusBadge kind="complaint-status" status={status} />
        </li>
      ))}
    </ul>
  );
}
