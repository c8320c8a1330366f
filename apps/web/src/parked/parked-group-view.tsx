import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ParkedMessage, ReplaySelection } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { hasWord } from '../i18n/translate.js';
import { Icon } from '../ui/icon.js';
import classes from './parked.module.css';
import { ParkedDetail } from './parked-detail.js';
import type { ParkedGroup } from './parked-groups.js';
import { ParkedTable } from './parked-table.js';
import { ReplayDialog } from './replay-dialog.js';
import { SkipDialog } from './skip-dialog.js';

/** Messages of one cause: the cause in words, the error once, then each message. */
export function ParkedGroupView({ group }: { group: ParkedGroup }): ReactNode {
  const { t, word, ago } = useI18n();
  const [replaying, setReplaying] = useState<ReplaySelection | null>(null);
  const [skipping, setSkipping] = useState<ParkedMessage | null>(null);
  const [reading, setReading] = useState<ParkedMessage | null>(null);
  const [scheduled, setScheduled] = useState<number | null>(null);
  const [openedAt] = useState(() => Date.now());
  const title = hasWord('problem', group.errorCode) ? word('problem', group.errorCode) : group.errorCode;
  return (
    <section className={classes['group']}>
      <div className={classes['head']}>
        <div>
          <h2 className={classes['title']}>
            <span className={group.errorClass === 'poison' ? 'tone-bad' : 'tone-wait'}>
              <Icon name={group.errorClass === 'poison' ? 'alert' : 'parked'} size={14} />
            </span>{' '}
            {word('parked-class', group.errorClass)}: <code>{title}</code>
          </h2>
          <p className={classes['facts']}>
            <strong>{group.service}</strong> · {t('parked.group', { count: group.messages.length, keys: group.keys })} ·{' '}
            {t('parked.first-last', { first: ago(group.firstAt, openedAt), last: ago(group.lastAt, openedAt) })}
          </p>
        </div>
        {group.messages.some(({ state }) => state === 'dead' || state === 'waiting') ? (
          <Button leftSection={<Icon name="play" size={12} />} onClick={() => setReplaying(allOf(group))}>
            {t('parked.replay-group')}
          </Button>
        ) : null}
      </div>
      <pre className={classes['error']} tabIndex={0} aria-label={t('parked.error')}>
        {group.errorDetail}
      </pre>
      {scheduled === null ? null : (
        <p role="status" className="tone-good">
          <Icon name="check" size={13} /> {t('parked.replay.done', { count: scheduled })}
        </p>
      )}
      <ParkedTable
        messages={group.messages}
        onReplay={({ service, id }) => setReplaying({ service, ids: [id] })}
        onSkip={setSkipping}
        onRead={setReading}
      />
      <ReplayDialog selection={replaying} onClose={() => setReplaying(null)} onDone={setScheduled} />
      <SkipDialog message={skipping} onClose={() => setSkipping(null)} />
      <ParkedDetail message={reading} onClose={() => setReading(null)} />
    </section>
  );
}

/** Also what is beyond the page, by its cause; without a type there is no telling but by name. */
function allOf({ service, type, errorCode, messages }: ParkedGroup): ReplaySelection {
  if (type === null) return { service, ids: messages.map(({ id }) => id) };
  return { service, filter: { type, errorCode } };
}
