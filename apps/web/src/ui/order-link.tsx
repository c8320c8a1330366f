import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSession } from '../app/session.js';

/** An order's number, and the way to it for whom it is open. */
export function OrderLink({ order }: { order: { orderId: string; externalId: string } }): ReactNode {
  const { orderId, externalId } = order;
  if (useSession().role === 'supplier') return externalId;
  return (
    <Link to="/orders/$orderId" params={{ orderId }} className="link">
      {externalId}
    </Link>
  );
}
