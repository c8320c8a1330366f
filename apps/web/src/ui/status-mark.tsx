import type { ReactNode } from 'react';
import type { Shape } from './status-look.js';

const wedges: Partial<Record<Shape, string>> = {
  'ring-1': 'M7 7V3.5A3.5 3.5 0 0 1 10.5 7z',
  'ring-2': 'M7 3.5a3.5 3.5 0 0 1 0 7z',
  'ring-3': 'M7 7H3.5A3.5 3.5 0 1 0 7 3.5z',
};

const strokes: Partial<Record<Shape, string>> = {
  check: 'm4.3 7.2 1.9 1.9 3.5-3.9',
  cross: 'm5 5 4 4M9 5 5 9',
  pause: 'M5.7 4.9v4.2M8.3 4.9v4.2',
  alert: 'M7 3.9v3.7M7 9.9v.01',
  return: 'M9.5 9H6a1.7 1.7 0 0 1 0-3.4h3.2M7.8 4.2 9.3 5.6 7.8 7',
};

/** The shape of a state: a ring that fills as things move on; full ones for what is over or stands still. */
export function StatusMark({ shape }: { shape: Shape }): ReactNode {
  const solid = shape in strokes;
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" fill="none" aria-hidden="true" focusable="false">
      {solid ? (
        <circle cx="7" cy="7" r="6.2" fill="currentColor" />
      ) : (
        <circle
          cx="7"
          cy="7"
          r="5.5"
          stroke="currentColor"
          strokeWidth="1.4"
          strokeDasharray={shape === 'ring-0' ? '2.2 1.7' : undefined}
        />
      )}
      {wedges[shape] ? <path d={wedges[shape]} fill="currentColor" /> : null}
      {solid ? (
        <path
          d={strokes[shape]}
          stroke="var(--k-page)"
          strokeWidth="1.5"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      ) : null}
    </svg>
  );
}
