import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import type { Complaint } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import type { Column } from '../list/column.js';
import { useSupplierNames } from '../suppliers/use-suppliers.js';
import { Flash } from '../ui/flash.js';
import { StatusBadge } from '../ui/status-badge.js';
import { Ago } from '../ui/values.js';
import type { Show } from './complaint-search.js';
import classes from './complaint.module.css';
import { TimeLeft } from './time-left.js';

/** The goods that it is about, and who shipped them. */
function About({ complaint, isSupplier }: { complaint: Complaint; isSupplier: boolean }): ReactNode {
  const { t } = useI18n();
  const supplierName = useSupplierNames(!isSupplier);
  const { title, sku, supplierId } = complaint;
  return (
    <>
      {title ?? sku ?? t('complaints.whole-order')}
      {supplierId === null || isSupplier ? null : <span className="quiet"> · {supplierName(supplierId)}</span>}
    </>
  );
}

interface ColumnsOf {
  show: Show;
  isSupplier: boolean;
}

type I18n = Pick<ReturnType<typeof useI18n>, 't' | 'word'>;

/** Which one it is, and how it stands. */
const headColumns = ({ t }: I18n): Column<Complaint>[] => [
  {
    key: 'number',
    header: t('complaints.number'),
    card: 'title',
    cell: ({ id, number }) => (
      <Link to="/complaints/$complaintId" params={{ complaintId: id }} className={classes['number']} data-row-link>
        {number}
      </Link>
    ),
  },
  {
    key: 'status',
    header: t('complaints.status'),
    card: 'end',
    cell: ({ status }) => (
      <Flash value={status}>
        <StatusBadge kind="complaint-status" status={status} />
      </Flash>
    ),
  },
  {
    key: 'left',
    header: t('complaints.time-left'),
    card: 'plain',
    cell: (complaint) => <TimeLeft complaint={complaint} />,
  },
];

/** What it is about, and whose it is. */
const matterColumns = ({ t, word }: I18n, isSupplier: boolean): Column<Complaint>[] => [
  {
    key: 'type',
    header: t('complaints.type'),
    card: 'plain',
    cell: ({ type, level }) => (
      <>
        {word('complaint-type', type)}
        {level > 0 ? <span className="tone-wait"> · {t('complaint.level', { level })}</span> : null}
      </>
    ),
  },
  {
    key: 'about',
    header: t('complaints.about'),
    card: 'plain',
    cell: (complaint) => <About complaint={complaint} isSupplier={isSupplier} />,
  },
  { key: 'order', header: t('complaints.order'), card: 'line', cell: ({ externalId }) => externalId },
  {
    key: 'assignee',
    header: t('complaints.assignee'),
    card: 'line',
    cell: ({ assignee }) => assignee ?? <span className="quiet">{t('complaints.nobody')}</span>,
  },
  {
    key: 'opened',
    header: t('complaints.opened'),
    card: 'line',
    align: 'end',
    cell: ({ openedAt }) => <Ago at={openedAt} />,
  },
];

interface ColumnsOf {
  show: Show;
  isSupplier: boolean;
}

/** The columns of a list of complaints. Only what is open has time left; who looks after it is not a supplier's business. */
export function useComplaintColumns({ show, isSupplier }: ColumnsOf): Column<Complaint>[] {
  const { t, word } = useI18n();
  return useMemo(() => {
    const hidden = [...(show === 'solved' ? ['left'] : []), ...(isSupplier ? ['assignee'] : [])];
    const columns = [...headColumns({ t, word }), ...matterColumns({ t, word }, isSupplier)];
    return columns.filter(({ key }) => !hidden.includes(key));
  }, [t, word, show, isSupplier]);
}
