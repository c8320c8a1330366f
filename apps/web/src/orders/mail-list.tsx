import type { ReactNode } from 'react';
import type { NotificationItem } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { StatusBadge } from '../ui/status-badge.js';
import { At } from '../ui/values.js';
import classes from './side-list.module.css';

/** Who was written to about the order, and when. */
export function MailList({ mails }: { mails: readonly NotificationItem[] }): ReactNode {
  const { t, word } = useI18n();
  if (mails.length === 0) return <p className={classes['empty']}>{t('order.mails.empty')}</p>;
  return (
    <ul className={classes['list']}>
      {mails.map((mail) => (
        <li key={mail.id} className={classes['entry']}>
          <div>
            {word('template', mail.template)}
            <span className={classes['sub']}>
              {word('audience', mail.audience)} · {mail.language} · <At at={mail.sentAt} />
            </span>
          </div>
          <StatusBadge kind="notification-status" status={mail.status} />
        </li>
      ))}
    </ul>
  );
}
