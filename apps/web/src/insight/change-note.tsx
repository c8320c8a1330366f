import type { ReactNode } from 'react';
import type { MeasureDescription } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { changeOf } from './periods.js';

interface ChangeNoteProps {
  measure: Pick<MeasureDescription, 'unit' | 'better'>;
  now: number | null;
  before: number | null;
}

/** Smaller changes are none. */
const SAME = 0.0005;

/** How a value changed: shares and points by their difference, everything else in percent. A sign says it too. */
export function ChangeNote({ measure: { unit, better }, now, before }: ChangeNoteProps): ReactNode {
  const { t, number } = useI18n();
  const isDifference = unit === 'share' || unit === 'points';
  const change = isDifference ? (now === null || before === null ? null : now - before) : changeOf(now, before);
  if (change === null) return <span className="quiet">{t('insight.change.none')}</span>;
  if (Math.abs(change) < SAME) return <span className="quiet">{t('preview.same')}</span>;
  const size = Math.abs(change) * (unit === 'points' ? 1 : 100);
  const text = isDifference ? number(size, 1) : t('decision.percent', { share: number(size, 1) });
  return (
    <span className={toneOf(change, better)}>
      {change < 0 ? '−' : '+'}
      {text}
    </span>
  );
}

function toneOf(change: number, better: MeasureDescription['better']): string {
  if (better === null) return 'quiet';
  return change > 0 === (better === 'more') ? 'tone-good' : 'tone-bad';
}
