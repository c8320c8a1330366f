import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Claim } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import classes from '../orders/side-list.module.css';
import { StatusBadge } from '../ui/status-badge.js';
import { Money } from '../ui/values.js';
import { leftMinor } from './claim-facts.js';

/** Claims as short lines beside something else. */
export function ClaimItems({ claims }: { claims: readonly Claim[] }): ReactNode {
  const { t, word } = useI18n();
  return (
    <ul className={classes['list']}>
      {claims.map((claim) => (
        <li key={claim.id} className={classes['entry']}>
          <div>
            <Link to="/claims/$claimId" params={{ claimId: claim.id }} className="link">
              {claim.number}
            </Link>
            <span className={classes['sub']}>
              {word('claim-type', claim.type)} · <Money minor={claim.amountMinor} currency={claim.currency} />
              {leftMinor(claim) > 0 && claim.status !== 'rejected' ? (
                <>
                  {' '}
                  · {t('claims.left')}: <Money minor={leftMinor(claim)} currency={claim.currency} />
                </>
              ) : null}
            </span>
          </div>
          <StatusBadge kind="claim-status" status={claim.status} />
        </li>
      ))}
    </ul>
  );
}
