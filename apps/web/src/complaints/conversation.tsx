import { type ReactNode, useState } from 'react';
import type { ComplaintMessage, ComplaintThread } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { cx } from '../ui/cx.js';
import { Icon } from '../ui/icon.js';
import { Section } from '../ui/page.js';
import { PillTabs } from '../ui/pill-tabs.js';
import { At } from '../ui/values.js';
import { inThread } from './complaint-facts.js';
import classes from './complaint.module.css';
import { Composer } from './composer.js';
import type { ComplaintProps } from './use-complaint.js';
import type { Drafts } from './use-drafts.js';

interface ConversationProps extends ComplaintProps {
  drafts: Drafts;
  isSupplier: boolean;
}

/** What was said with the customer, with the supplier and among us, and what is said next. */
export function Conversation({ complaint, seen, onSeen, drafts, isSupplier }: ConversationProps): ReactNode {
  const { t, word } = useI18n();
  const [shown, setShown] = useState<ComplaintThread | undefined>(isSupplier ? 'supplier' : undefined);
  const messages = complaint.messages ?? [];
  const threads: readonly (ComplaintThread | undefined)[] = [undefined, 'customer', 'supplier', 'internal'];
  return (
    <Section title={t('complaint.thread')}>
      {isSupplier ? null : (
        <div className={classes['threads']}>
          <PillTabs
            label={t('complaint.thread')}
            value={shown}
            onChange={setShown}
            pills={threads.map((thread) => ({
              value: thread,
              label: thread === undefined ? t('complaint.thread.all') : word('thread', thread),
              count: inThread(messages, thread).length,
            }))}
          />
        </div>
      )}
      <Messages messages={inThread(messages, shown)} lastSeenId={seen.lastMessageId} />
      {complaint.status === 'merged' ? null : (
        <Composer {...{ complaint, seen, onSeen, drafts, isSupplier }} shown={shown} />
      )}
    </Section>
  );
}

interface MessagesProps {
  messages: readonly ComplaintMessage[];
  lastSeenId: string;
}

function Messages({ messages, lastSeenId }: MessagesProps): ReactNode {
  const { t } = useI18n();
  if (messages.length === 0) return <p className="quiet">{t('complaint.thread.empty')}</p>;
  return (
    <ol className={classes['messages']}>
      {messages.map((message) => (
        // Ids count up with time.
        <Message key={message.id} message={message} isNew={message.id > lastSeenId} />
      ))}
    </ol>
  );
}

function Message({ message, isNew }: { message: ComplaintMessage; isNew: boolean }): ReactNode {
  const { t, word } = useI18n();
  const { author, thread } = message;
  return (
    <li className={cx(classes['message'], author === 'agent' && classes['ours'])} data-thread={thread}>
      <div className={classes['who']}>
        {thread === 'internal' ? <Icon name="lock" size={12} /> : null}
        <strong>{word('author', author)}</strong>
        {thread === author ? null : <span className="quiet">→ {word('thread', thread)}</span>}
        <span className="quiet">
          <At at={message.writtenAt} />
        </span>
        {isNew ? <span className={classes['new']}>{t('complaint.new')}</span> : null}
      </div>
      <p className={classes['text']}>{message.text}</p>
    </li>
  );
}
