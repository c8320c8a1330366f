import type { ReactNode } from 'react';

const paths = {
  now: 'M1.5 8h3l2-4.5 3 9 2-4.5h3',
  orders: 'M3 2.5h10v11l-2-1.2-1.5 1.2L8 12.3l-1.5 1.2L5 12.3l-2 1.2zM5.5 6h5M5.5 8.8h5',
  'purchase-orders': 'M2.5 13.5v-8l3.5 2v-2l3.5 2v-5h4v11zM5 11h.01M8 11h.01M11 11h.01',
  parcels: 'M2.5 5 8 2.2 13.5 5v6L8 13.8 2.5 11zM2.5 5 8 7.8 13.5 5M8 7.8v6M5.2 3.6l5.5 2.8',
  suppliers:
    'M2.5 6.5 3.5 3h9l1 3.5M3.5 7.5v6h9v-6M2.5 6.5a1.8 1.8 0 0 0 3.7 0 1.8 1.8 0 0 0 3.6 0 1.8 1.8 0 0 0 3.7 0M6.5 13.5v-3h3v3',
  parked: 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4M6.3 5.8v4.4M9.7 5.8v4.4',
  mailbox: 'M2 4h12v8.5H2zM2.3 4.5 8 9l5.7-4.5',
  events: 'M2 4h2M2 8h2M2 12h2M6.5 4H14M6.5 8H14M6.5 12H14',
  keys: 'M10.2 9.8a4 4 0 1 0-3.8-2.7L2 11.5V14h2.5v-1.8h1.8v-1.8zM11 5h.01',
  'to-do': 'm2 4.5 1.2 1.2L5.5 3.4M2 11l1.2 1.2 2.3-2.3M8 4.5h6M8 11h6',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10M10.7 10.7 14 14',
  person: 'M8 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M3 13.5a5 5 0 0 1 10 0',
  sun: 'M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6M8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9',
  moon: 'M13.5 9.6A5.8 5.8 0 0 1 6.4 2.5a5.8 5.8 0 1 0 7.1 7.1',
  menu: 'M2 4.5h12M2 8h12M2 11.5h12',
  close: 'm3.5 3.5 9 9M12.5 3.5l-9 9',
  exit: 'M6.5 2.5h-4v11h4M10 5l3 3-3 3M13 8H6',
  help: 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4M6.2 6.3a1.8 1.8 0 1 1 2.6 1.6c-.6.3-.8.6-.8 1.3M8 11.3h.01',
  right: 'm6 3.5 4.5 4.5L6 12.5',
  down: 'm3.5 6 4.5 4.5L12.5 6',
  left: 'M10 3.5 5.5 8l4.5 4.5',
  refresh: 'M13.5 8A5.5 5.5 0 1 1 11.6 3.8M13.5 2v3.3h-3.3',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  alert: 'M8 2 14.5 13.5h-13zM8 6.5v3.2M8 11.6h.01',
  check: 'm3 8.5 3.2 3.2L13 4.8',
  lock: 'M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5',
  play: 'M4.5 2.8v10.4L13 8z',
  skip: 'm3 3 6 5-6 5zM12.5 3v10',
  routing: 'M2 8h4c2 0 2-4.5 4.5-4.5H14M6 8c2 0 2 4.5 4.5 4.5H14M12 1.5l2 2-2 2M12 10.5l2 2-2 2',
  insight: 'M2 2.5v11h12M4.5 10.5v-3M7.5 10.5v-6M10.5 10.5V6M13.5 10.5V3',
  lost: 'M2 3v10.5h12M4 5l3 3 2.5-2 4 5M13.5 8v3h-3',
  returns: 'M6 3.5 2.8 6.7 6 9.9M3 6.7h6.5a3.2 3.2 0 0 1 0 6.4H6',
  claims: 'M4 2.5h8v11l-1.6-1-1.2 1L8 12.5l-1.2 1-1.2-1-1.6 1zM8 5v3.2M8 10.3h.01',
  opinions: 'M8 2.2l1.8 3.7 4 .6-2.9 2.8.7 4L8 11.4l-3.6 1.9.7-4L2.2 6.5l4-.6z',
  messages: 'M14 2.5 7.5 9M14 2.5 9.8 13.5 7.5 9 2 6.7z',
  complaints: 'M2.5 3h11v8H8l-3.5 2.8V11h-2zM5.5 6h5M5.5 8.2h3',
  link: 'M6.5 9.5a2.8 2.8 0 0 0 4 0l2.2-2.2a2.8 2.8 0 0 0-4-4l-.7.7M9.5 6.5a2.8 2.8 0 0 0-4 0L3.3 8.7a2.8 2.8 0 0 0 4 4l.7-.7',
  more: 'M3 8h.01M8 8h.01M13 8h.01',
  code: 'M5.5 4 1.5 8l4 4M10.5 4l4 4-4 4',
  blocked: 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4M3.7 3.7l8.6 8.6',
} as const;

export type IconName = keyof typeof paths;

/** A line icon on a 16-unit grid. It only repeats what a word says, so assistive technology skips it. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill="none" aria-hidden="true" focusable="false">
      <path d={paths[name]} stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
