import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ParkedMessage } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { StatusBadge } from '../ui/status-badge.js';
import { Ago, ShortId } from '../ui/values.js';
import classes from './parked.module.css';

interface ParkedTableProps {
  messages: readonly ParkedMessage[];
  onReplay: (message: ParkedMessage) => void;
  onSkip: (message: ParkedMessage) => void;
  onRead: (message: ParkedMessage) => void;
}

/** Topics whose key is an order. */
const aboutOrders = /^(.*\.)?kervan\.(orders|purchase-orders|shipments|notifications)\./;

/** The messages of a cause. */
export function ParkedTable({ messages, onReplay, onSkip, onRead }: ParkedTableProps): ReactNode {
  const { t } = useI18n();
  return (
    <ul className={classes['messages']}>
      {messages.map((message) => (
        <li key={message.id} className={classes['message']}>
          <StatusBadge kind="parked-state" status={message.state} />
          <code className={classes['type']}>{message.type ?? '–'}</code>
          <span className={classes['key']}>
            {aboutOrders.test(message.topic) ? (
              <Link to="/orders/$orderId" params={{ orderId: message.key }} className="link mono" title={message.key}>
                {message.key.slice(-8)}
              </Link>
            ) : (
              <ShortId id={message.key} />
            )}
          </span>
          <span className={classes['age']}>
            <Ago at={message.firstParkedAt} /> · {t('parked.attempts')}: {message.attempts}
            {message.holdsKey ? null : ` · ${t('parked.released')}`}
            {message.replayOutcome === null ? null : ` · ${t(`parked.outcome.${message.replayOutcome}`)}`}
          </span>
          <Buttons {...{ message, onReplay, onSkip, onRead }} />
        </li>
      ))}
    </ul>
  );
}

interface ButtonsProps extends Omit<ParkedTableProps, 'messages'> {
  message: ParkedMessage;
}

function Buttons({ message, onReplay, onSkip, onRead }: ButtonsProps): ReactNode {
  const { t } = useI18n();
  const isOpen = message.state === 'dead' || message.state === 'waiting';
  return (
    <span className={classes['buttons']}>
      <Button size="compact-xs" onClick={() => onRead(message)}>
        {t('parked.sample')}
      </Button>
      {isOpen ? (
        <>
          <Button size="compact-xs" onClick={() => onReplay(message)}>
            {t('parked.replay')}
          </Button>
          <Button size="compact-xs" onClick={() => onSkip(message)}>
            {t('parked.skip')}
          </Button>
        </>
      ) : null}
    </span>
  );
}
