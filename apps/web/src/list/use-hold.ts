import { useCallback, useState } from 'react';

export interface Hold<T> {
  /** What was shown when the pointer came in; null when it is not there. */
  held: T | null;
  handlers: { onPointerEnter: (event: React.PointerEvent) => void; onPointerLeave: () => void };
  release: () => void;
}

/** Remembers what is shown while a mouse points at it. A finger does not point before it touches. */
export function useHold<T>(current: T): Hold<T> {
  const [held, setHeld] = useState<T | null>(null);
  const release = useCallback(() => setHeld(null), []);
  return {
    held,
    release,
    handlers: {
      onPointerEnter: (event) => {
        if (event.pointerType === 'mouse') setHeld(current);
      },
      onPointerLeave: release,
    },
  };
}
