import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { useI18n } from '../../i18n/i18n.js';
import { POLL_MS, useLive } from '../../live/live.js';
import type { LiveState } from '../../live/live-store.js';
import { cx } from '../../ui/cx.js';
import { useNow } from '../../ui/use-now.js';
import classes from './live-mark.module.css';

function useLiveText({ connection, lastHeardAt }: LiveState): string {
  const { t, ago } = useI18n();
  const now = useNow();
  switch (connection) {
    case 'live':
      return t('live.live');
    case 'connecting':
      return t('live.connecting');
    case 'refused':
      return t('live.polling', { seconds: POLL_MS / 1_000 });
    case 'reconnecting':
      return lastHeardAt ? t('live.reconnecting', { ago: ago(lastHeardAt, now) }) : t('live.reconnecting-first');
  }
}

/** Whether what is shown is live, and if not, since when. */
export function LiveMark(): ReactNode {
  const { t } = useI18n();
  const live = useLive();
  const text = useLiveText(live);
  const isLive = live.connection === 'live';
  return (
    <Tooltip label={t(isLive ? 'live.hint.live' : 'live.hint.reconnecting')}>
      <span
        role="status"
        className={cx(classes['mark'], live.connection === 'reconnecting' ? 'tone-wait' : 'tone-neutral')}
        data-connection={live.connection}
      >
        <span className={cx(classes['dot'], isLive && classes['beating'])} aria-hidden="true" />
        <span className={classes['text']}>{text}</span>
      </span>
    </Tooltip>
  );
}
