import { Button, TextInput } from '@mantine/core';
import { useMutation, type UseMutationResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { confirmRefund, getRefund, retryRefund } from '../api/returns.js';
import type { EffectAttempt, Refund } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { Facts } from '../ui/facts.js';
import { Loaded } from '../ui/loaded.js';
import { StatusBadge } from '../ui/status-badge.js';
import { Ago, At, Money } from '../ui/values.js';
import classes from './return.module.css';

/** What was asked of the store for a return or a complaint, and what came of each attempt. */
export function RefundList({ refunds }: { refunds: readonly Pick<Refund, 'id' | 'status'>[] }): ReactNode {
  const { t } = useI18n();
  if (refunds.length === 0) return <p className="quiet">{t('return.money.empty')}</p>;
  return (
    <>
      {refunds.map(({ id, status }) => (
        // Its state is in the key: an event that changes it asks for the attempts anew.
        <RefundItem key={id} refundId={id} status={status} />
      ))}
    </>
  );
}

function RefundItem({ refundId, status }: { refundId: string; status: string }): ReactNode {
  const query = useQuery({ queryKey: ['refunds', 'one', refundId, status], queryFn: () => getRefund(refundId) });
  return <Loaded query={query}>{(refund) => <RefundCard refund={refund} />}</Loaded>;
}

function RefundCard({ refund }: { refund: Refund }): ReactNode {
  const { t, money, date } = useI18n();
  const [asked, setAsked] = useState<'retry' | 'confirm' | null>(null);
  const { currency, deductionMinor, shippingMinor, failureCode, storeReference } = refund;
  return (
    <div className={classes['refund']}>
      <Facts
        facts={[
          [t('refund.amount'), <Money key="amount" minor={refund.amountMinor} currency={currency} />],
          [t('returns.status'), <StatusBadge key="status" kind="refund-status" status={refund.status} />],
          [t('refunds.requested'), <Ago key="requested" at={refund.requestedAt} />],
          [t('refunds.settled'), refund.settledAt === null ? null : <Ago key="settled" at={refund.settledAt} />],
          [t('refund.reason'), refund.reason],
        ]}
      />
      <p className="quiet">
        {[
          deductionMinor === 0 ? null : t('refund.taken-off', { amount: money(deductionMinor, currency) }),
          shippingMinor === 0 ? null : t('refund.shipping', { amount: money(shippingMinor, currency) }),
          t('refund.attempts', { count: refund.attempts }),
          refund.nextAttemptAt === null || refund.attempts === 0
            ? null
            : t('refund.next', { time: date(refund.nextAttemptAt, 'short') }),
          storeReference === null ? null : t('refund.reference', { reference: storeReference }),
        ]
          .filter((part) => part !== null)
          .join(' · ')}
      </p>
      {failureCode === null ? null : <p className="tone-bad">{t('refund.failure', { code: failureCode })}</p>}
      <AttemptLog attempts={refund.attemptLog ?? []} />
      {refund.status === 'completed' ? null : (
        <div className={classes['send']}>
          {refund.status === 'failed' ? <Button onClick={() => setAsked('retry')}>{t('refund.retry')}</Button> : null}
          <Button onClick={() => setAsked('confirm')}>{t('refund.confirm')}</Button>
        </div>
      )}
      <RetryDialog refund={refund} opened={asked === 'retry'} onClose={() => setAsked(null)} />
      <ConfirmRefundDialog refund={refund} opened={asked === 'confirm'} onClose={() => setAsked(null)} />
    </div>
  );
}

function AttemptLog({ attempts }: { attempts: readonly EffectAttempt[] }): ReactNode {
  const { t, word } = useI18n();
  if (attempts.length === 0) return null;
  return (
    <details className={classes['clauses']}>
      <summary>{t('refund.log')}</summary>
      <ol>
        {attempts.map(({ startedAt, outcome, status, detail }) => (
          <li key={startedAt}>
            <At at={startedAt} /> {word('effect', outcome)}
            <span className="quiet"> {[status, detail].filter((part) => part !== null).join(' ')}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}

interface RefundDialogProps {
  refund: Refund;
  opened: boolean;
  onClose: () => void;
}

function useRefundChange(change: () => Promise<Refund>): UseMutationResult<Refund, Error, void> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => Promise.all(['refunds', 'returns'].map((kind) => queries.invalidateQueries({ queryKey: [kind] }))),
  });
}

function RetryDialog({ refund, opened, onClose }: RefundDialogProps): ReactNode {
  const { t, money } = useI18n();
  const action = useRefundChange(() => retryRefund(refund.id));
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t('refund.retry.title')}
      confirm={t('refund.retry.confirm')}
      action={action}
    >
      <p>{t('refund.retry.body', { amount: money(refund.amountMinor, refund.currency) })}</p>
    </ConfirmDialog>
  );
}

function ConfirmRefundDialog({ refund, opened, onClose }: RefundDialogProps): ReactNode {
  const { t, money } = useI18n();
  const [reference, setReference] = useState('');
  const action = useRefundChange(() => confirmRefund(refund.id, reference.trim()));
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t('refund.confirm.title')}
      confirm={t('refund.confirm.confirm')}
      isReady={reference.trim() !== ''}
      action={action}
    >
      <p>{t('refund.confirm.body', { amount: money(refund.amountMinor, refund.currency) })}</p>
      <TextInput
        label={t('refund.confirm.reference')}
        maxLength={200}
        value={reference}
        onChange={(event) => setReference(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
