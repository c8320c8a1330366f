import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { getParked } from '../api/console.js';
import type { ParkedDetail as Detail, ParkedMessage } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { JsonView } from '../ui/json-view.js';
import { Loaded } from '../ui/loaded.js';
import { StatusBadge } from '../ui/status-badge.js';
import { At } from '../ui/values.js';
import classes from './parked.module.css';

interface ParkedDetailProps {
  message: ParkedMessage | null;
  onClose: () => void;
}

/** A parked message with its content, fetched when somebody wants to read it. Personal data comes masked. */
export function ParkedDetail({ message, onClose }: ParkedDetailProps): ReactNode {
  const { t } = useI18n();
  const detail = useQuery({
    queryKey: ['parked', 'one', message?.service, message?.id],
    queryFn: () => getParked({ id: message?.id ?? '', service: message?.service ?? '' }),
    enabled: message !== null,
  });
  return (
    <Modal
      opened={message !== null}
      onClose={onClose}
      title={message?.type ?? '–'}
      size={720}
      closeButtonProps={{ 'aria-label': t('action.cancel') }}
    >
      <Loaded query={detail}>{(found) => <Content detail={found} />}</Loaded>
    </Modal>
  );
}

function Content({ detail }: { detail: Detail }): ReactNode {
  const { t, word } = useI18n();
  return (
    <>
      <p>
        <StatusBadge kind="parked-state" status={detail.state} />
      </p>
      <dl className={classes['detail']}>
        <dt>{t('parked.detail.cause')}</dt>
        <dd>
          {word('parked-class', detail.errorClass)}: <code>{detail.errorCode}</code>
          <br />
          {detail.errorDetail}
        </dd>
        <dt>{t('parked.detail.key')}</dt>
        <dd>
          <code>{detail.key}</code> · {detail.keyVersion ?? '–'}
          {detail.holdsKey ? null : ` · ${t('parked.released')}`}
        </dd>
        <dt>{t('parked.attempts')}</dt>
        <dd>{detail.attempts}</dd>
        {detail.state === 'waiting' ? (
          <>
            <dt>{t('parked.detail.next')}</dt>
            <dd>
              <At at={detail.nextAttemptAt} style="exact" />
            </dd>
          </>
        ) : null}
        {detail.skipReason === null ? null : (
          <>
            <dt>{t('parked.skip.reason')}</dt>
            <dd>{detail.skipReason}</dd>
          </>
        )}
      </dl>
      <h3 className={classes['preview-title']}>{t('parked.detail.content')}</h3>
      <p className="quiet">{t('json.masked')}</p>
      <JsonView value={detail.data} />
      <details>
        <summary>{t('parked.detail.headers')}</summary>
        <JsonView value={detail.headers} />
      </details>
    </>
  );
}
