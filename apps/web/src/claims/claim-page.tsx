import '../i18n/after-sales-catalogue.js';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { getClaim } from '../api/claims.js';
import type { Claim } from '../api/types.js';
import { useSession } from '../app/session.js';
import { useI18n } from '../i18n/i18n.js';
import { useSupplierNames } from '../suppliers/use-suppliers.js';
import { Facts } from '../ui/facts.js';
import { Flash } from '../ui/flash.js';
import { Loaded } from '../ui/loaded.js';
import { Page, Section } from '../ui/page.js';
import { OrderLink } from '../ui/order-link.js';
import { StatusBadge } from '../ui/status-badge.js';
import { Ago, At, Money } from '../ui/values.js';
import { ClaimActions } from './claim-actions.js';
import { leftMinor } from './claim-facts.js';
import { ClaimPhotos } from './claim-photos.js';
import classes from './claim.module.css';
import { CreditNotes } from './credit-notes.js';
import { claimKey } from './use-claim.js';

/** One claim: what is claimed and why, what proves it, what the supplier says, and what it has made up for. */
export function ClaimPage(): ReactNode {
  const { claimId } = useParams({ from: '/claims/$claimId' });
  const query = useQuery({ queryKey: claimKey(claimId), queryFn: () => getClaim(claimId) });
  return <Loaded query={query}>{(claim) => <ClaimView key={claim.id} claim={claim} />}</Loaded>;
}

function ClaimView({ claim }: { claim: Claim }): ReactNode {
  const { t } = useI18n();
  const { role } = useSession();
  return (
    <Page
      title={t('claim.page', { number: claim.number })}
      lead={
        <Link to="/claims" className="link">
          {t('claim.all')}
        </Link>
      }
      tools={<ClaimActions claim={claim} role={role} />}
    >
      <ClaimFacts claim={claim} isSupplier={role === 'supplier'} />
      <Section title={t('claim.lines')}>
        <ul className={classes['lines']}>
          {claim.lines.map((line) => (
            <li key={line.orderLineId}>
              <span>
                {line.quantity} × <strong>{line.title}</strong> <code className="quiet">{line.sku}</code>
              </span>
              <Money minor={line.unitCostMinor * line.quantity} currency={claim.currency} />
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('claim.photos')}>
        <ClaimPhotos claim={claim} mayAdd={role !== 'supplier'} />
      </Section>
      <Section title={t('claim.credits')}>
        <CreditNotes claim={claim} />
      </Section>
    </Page>
  );
}

function ClaimFacts({ claim, isSupplier }: { claim: Claim; isSupplier: boolean }): ReactNode {
  const { t, word } = useI18n();
  const supplierName = useSupplierNames(!isSupplier);
  const { decision, returnId, complaintId } = claim;
  return (
    <Facts
      facts={[
        [
          t('claims.status'),
          <Flash key="status" value={claim.status}>
            <StatusBadge kind="claim-status" status={claim.status} />
          </Flash>,
        ],
        [t('claims.type'), word('claim-type', claim.type)],
        [t('claims.amount'), <Money key="amount" minor={claim.amountMinor} currency={claim.currency} />],
        [t('claims.left'), <Money key="left" minor={leftMinor(claim)} currency={claim.currency} />],
        [t('claims.supplier'), isSupplier ? null : supplierName(claim.supplierId)],
        [t('claims.order'), <OrderLink key="order" order={claim} />],
        [t('claims.opened'), <Ago key="opened" at={claim.openedAt} />],
        [t('claims.answer-by'), claim.status === 'open' ? <At key="answer" at={claim.answerBy} /> : null],
        [t('claim.reminders'), claim.reminders === 0 ? null : t('claim.times', { count: claim.reminders })],
        [
          t('claim.decision'),
          decision === null ? null : (
            <span key="decision">
              {word('party', decision.by)}
              {decision.detail === null ? null : `: ${decision.detail}`}
            </span>
          ),
        ],
        [t('claim.note'), claim.note],
        [
          t('claim.return'),
          returnId === null ? null : (
            <Link key="return" to="/returns/$returnId" params={{ returnId }} className="link">
              {t('claim.return.open')}
            </Link>
          ),
        ],
        [
          t('complaints.number'),
          complaintId === null || isSupplier ? null : (
            <Link key="complaint" to="/complaints/$complaintId" params={{ complaintId }} className="link">
              {t('claim.complaint.open')}
            </Link>
          ),
        ],
      ]}
    />
  );
}
