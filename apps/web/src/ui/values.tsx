import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import { useNow } from './use-now.js';

/** Ages are renewed this often; finer would only flicker. */
const AGE_STEP_MS = 5_000;

/** How long ago, with the exact time on hover. */
export function Ago({ at }: { at: string | null | undefined }): ReactNode {
  const { ago, date } = useI18n();
  const now = useNow(AGE_STEP_MS);
  if (!at) return <span className="quiet">–</span>;
  return (
    <time dateTime={at} title={date(at, 'exact')}>
      {ago(at, Math.max(now, Math.min(Date.parse(at), now + AGE_STEP_MS)))}
    </time>
  );
}

/** A point in time, with the exact one on hover. */
export function At({
  at,
  style = 'short',
}: {
  at: string | null | undefined;
  style?: 'short' | 'day' | 'clock' | 'exact';
}): ReactNode {
  const { date } = useI18n();
  if (!at) return <span className="quiet">–</span>;
  return (
    <time dateTime={at} title={date(at, 'exact')}>
      {date(at, style)}
    </time>
  );
}

export function Money({ minor, currency }: { minor: number | null | undefined; currency: string }): ReactNode {
  const { money } = useI18n();
  return <span className="num">{minor === null || minor === undefined ? '–' : money(minor, currency)}</span>;
}

/** The first characters of an id, the whole one on hover. */
export function ShortId({ id }: { id: string }): ReactNode {
  return (
    <code title={id} className="quiet">
      {id.slice(-8)}
    </code>
  );
}
