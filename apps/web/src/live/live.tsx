import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from 'react';
import { type LiveState, LiveStore } from './live-store.js';

const LiveContext = createContext<LiveStore | null>(null);

/** How often pages ask by themselves when the stream is refused to this role. */
export const POLL_MS = 15_000;

export function LiveProvider({ children }: { children: ReactNode }): ReactNode {
  const queries = useQueryClient();
  const [store] = useState(() => new LiveStore(queries));
  useEffect(() => {
    store.start();
    return () => store.stop();
  }, [store]);
  const refused = useSyncExternalStore(store.subscribe, () => store.getState().connection === 'refused');
  useEffect(() => {
    if (!refused) return undefined;
    const timer = setInterval(() => void queries.invalidateQueries(), POLL_MS);
    return () => clearInterval(timer);
  }, [refused, queries]);
  return <LiveContext value={store}>{children}</LiveContext>;
}

/** What is heard from the server just now. */
export function useLive(): LiveState {
  const store = use(LiveContext);
  if (!store) throw new Error('useLive needs a LiveProvider above it');
  return useSyncExternalStore(store.subscribe, store.getState);
}
