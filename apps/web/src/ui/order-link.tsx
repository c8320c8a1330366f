import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSession } from '../app/session.js';

interface OrderLinkProps {
  order: { orderId: string; externalId: string };
  /** It is what its row of a list opens. */
  isRow?: boolean;
}

/** An order's number, and the way to it for whom it is open. */
export function OrderLink({ order: { orderId, externalId }, isRow = false }: OrderLinkProps): ReactNode {
  if (useSession().role === 'supplier') return externalId;
  return (
    <Link to="/orders/$orderId" params={{ orderId }} className="link" {...(isRow ? { 'data-row-link': true } : {})}>
      {externalId}
    </Link>
  );
}
