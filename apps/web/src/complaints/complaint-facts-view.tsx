import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Complaint, ComplaintClock } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { useSupplierNames } from '../suppliers/use-suppliers.js';
import { carrierName } from '../ui/carrier-name.js';
import { Facts } from '../ui/facts.js';
import { Flash } from '../ui/flash.js';
import { OrderLink } from '../ui/order-link.js';
import { StatusBadge } from '../ui/status-badge.js';
import { Ago } from '../ui/values.js';
import { TimeLeft } from './time-left.js';

/** What the complaint is about, and its clocks. */
export function ComplaintFacts({ complaint, isSupplier }: { complaint: Complaint; isSupplier: boolean }): ReactNode {
  const { t, word } = useI18n();
  const supplierName = useSupplierNames(!isSupplier);
  const { solution } = complaint;
  return (
    <Facts
      facts={[
        [
          t('complaints.status'),
          <Flash key="status" value={complaint.status}>
            <StatusBadge kind="complaint-status" status={complaint.status} />
          </Flash>,
        ],
        solution && complaint.status === 'solved'
          ? [
              t('complaint.solution'),
              t('complaint.solved-as', {
                cause: word('complaint-type', solution.cause),
                party: word('party', solution.partyAtFault),
                resolution: word('resolution', solution.resolution),
              }),
            ]
          : [t('complaints.time-left'), <TimeLeft key="left" complaint={complaint} />],
        [t('complaints.type'), word('complaint-type', complaint.type)],
        [t('complaints.about'), complaint.title ?? complaint.sku ?? t('complaints.whole-order')],
        [t('complaints.order'), <OrderLink key="order" order={complaint} />],
        [
          t('complaint.supplier'),
          complaint.supplierId === null || isSupplier ? null : supplierName(complaint.supplierId),
        ],
        [t('complaint.carrier'), complaint.carrier === null ? null : carrierName(complaint.carrier)],
        [t('complaint.first-answer'), <Clock key="first" complaint={complaint} clock="first_answer" />],
        [
          t('complaint.channel'),
          <span key="channel">
            <Ago at={complaint.openedAt} /> <span className="quiet">{word('intake', complaint.channel)}</span>
          </span>,
        ],
        [t('complaint.level', { level: complaint.level }), complaint.level === 0 ? null : <Breached of={complaint} />],
        [
          t('complaint.incident'),
          complaint.incidentId === null || isSupplier ? null : (
            <Link
              key="incident"
              to="/complaints/incidents"
              search={{ incident: complaint.incidentId }}
              className="link"
            >
              {t('complaint.incident.open')}
            </Link>
          ),
        ],
      ]}
    />
  );
}

/** Whether the first answer was given, or by when it must be. */
function Clock({ complaint, clock }: { complaint: Complaint; clock: ComplaintClock }): ReactNode {
  const { t, date } = useI18n();
  const given = complaint.firstAnsweredAt;
  const isLate = complaint.breached.includes(clock);
  const text =
    given === null
      ? t('complaint.due-at', { time: date(complaint.firstAnswerDueAt, 'short') })
      : t('complaint.answered-at', { time: date(given, 'short') });
  return <span className={isLate ? 'tone-bad' : undefined}>{text}</span>;
}

/** Why it went up: the clocks that ran out. */
function Breached({ of }: { of: Complaint }): ReactNode {
  const { word } = useI18n();
  return <>{of.breached.map((clock) => word('clock', clock)).join(' · ') || '–'}</>;
}
