import type { ReactNode } from 'react';

/** Kervan's mark: a route over two hills — or the back of a camel — from a stop to a destination. */
export function Logo({ size = 24 }: { size?: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true" focusable="false">
      <path
        d="M5 23c3.4 0 3.6-11 7.2-11s3.4 6.5 6.3 6.5S21.4 10 26 10"
        stroke="var(--k-accent)"
        strokeWidth="2.8"
        strokeLinecap="round"
      />
      <circle cx="5" cy="23" r="3" fill="var(--k-accent)" />
      <circle cx="26.5" cy="10" r="3" fill="var(--k-page)" stroke="var(--k-accent)" strokeWidth="2.2" />
    </svg>
  );
}
