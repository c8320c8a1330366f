import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react';
import { isUnauthenticated } from '../api/problem.js';
import { getSession, signOut } from '../api/session.js';
import type { Session } from '../api/types.js';
import { linkTokenOf } from '../sign-in/link-token.js';
import { SignInPage } from '../sign-in/sign-in-page.js';
import { SESSION_QUERY } from './session-query.js';
import { Failure } from '../ui/states.js';

interface SessionContextValue extends Session {
  leave: () => Promise<void>;
}

const SessionContext = createContext<SessionContextValue | null>(null);

/** Shows the pages to who is signed in and the sign-in page to everybody else. */
export function SessionGate({ children }: { children: ReactNode }): ReactNode {
  const queries = useQueryClient();
  // A link signs in anew, also where somebody else is signed in already.
  const [linkToken, setLinkToken] = useState(() => linkTokenOf(location.hash));
  const session = useQuery({
    queryKey: SESSION_QUERY,
    queryFn: getSession,
    retry: false,
    staleTime: Infinity,
    enabled: linkToken === null,
  });
  const leave = useCallback(async () => {
    await signOut();
    queries.clear();
    location.assign('/');
  }, [queries]);
  const value = useMemo(() => (session.data ? { ...session.data, leave } : null), [session.data, leave]);
  const enter = useCallback(
    (entered: Session | null) => {
      history.replaceState(null, '', location.pathname + location.search);
      if (entered) queries.setQueryData(SESSION_QUERY, entered);
      setLinkToken(null);
    },
    [queries],
  );
  if (linkToken !== null || (session.isError && isUnauthenticated(session.error))) {
    return <SignInPage linkToken={linkToken} onEnter={enter} />;
  }
  if (value) return <SessionContext value={value}>{children}</SessionContext>;
  if (session.isError) {
    return <Failure error={session.error} since={session.errorUpdatedAt} onRetry={() => void session.refetch()} />;
  }
  return null;
}

/** Who is signed in. */
export function useSession(): SessionContextValue {
  const session = use(SessionContext);
  if (!session) throw new Error('useSession needs a SessionGate above it');
  return session;
}
