import type { ReactNode } from 'react';
import type { Complaint } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Icon } from '../ui/icon.js';
import { useNow } from '../ui/use-now.js';
import { clockOf } from './complaint-facts.js';

/** Renewed this often: minutes matter, seconds would only flicker. */
const STEP_MS = 10_000;
/** Below this the time that is left asks for attention. */
const SOON_SECONDS = 3_600;

/** How long until the running clock is over, or since when it is; the exact time on hover. */
export function TimeLeft({ complaint }: { complaint: Complaint }): ReactNode {
  const { t, date, duration } = useI18n();
  const now = useNow(STEP_MS);
  const due = complaint.nextDueAt;
  if (due === null) return <span className="quiet">–</span>;
  const seconds = Math.round((Date.parse(due) - now) / 1_000);
  const clock = clockOf(complaint);
  const text = t(seconds < 0 ? `complaint.late.${clock}` : `complaint.left.${clock}`, {
    // Two units say enough of a time that is near; seconds would only flicker.
    time: duration(Math.max(60, Math.round(Math.abs(seconds) / 60) * 60)),
  });
  const tone = seconds < 0 ? 'tone-bad' : seconds < SOON_SECONDS ? 'tone-wait' : undefined;
  return (
    <time dateTime={due} title={date(due, 'exact')} className={tone}>
      {seconds < 0 ? (
        <>
          <Icon name="alert" size={12} />{' '}
        </>
      ) : null}
      {text}
    </time>
  );
}
