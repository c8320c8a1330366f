import { Navigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { pagesOf } from '../pages.js';
import { useSession } from '../session.js';

/** The first page of the role. */
export function Landing(): ReactNode {
  const { role } = useSession();
  return <Navigate to={pagesOf(role)[0]?.path ?? '/orders'} replace />;
}
