import { NativeSelect, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { approveReturn, cancelReturn, closeReturn, previewRefund, refundReturn, refuseReturn } from '../api/returns.js';
import type { Return } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { Loaded } from '../ui/loaded.js';
import { comesBack, unitsOf } from './return-facts.js';
import { useReturnChange } from './use-return.js';

export interface ReturnDialogProps {
  record: Return;
  opened: boolean;
  onClose: () => void;
  onDone: () => void;
}

export function ApproveDialog({ record, opened, onClose, onDone }: ReturnDialogProps): ReactNode {
  const { t } = useI18n();
  const action = useReturnChange(record.id, () => approveReturn(record.id), onDone);
  const units = unitsOf(record.lines.filter(comesBack));
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t('return.approve.title', { number: record.number })}
      confirm={t('return.approve.confirm')}
      action={action}
    >
      <ul>
        <li>{t('return.approve.customer')}</li>
        <li>{units > 0 ? t('return.approve.back', { units }) : t('return.approve.keep')}</li>
        {record.lines.some(({ destination }) => destination === 'supplier') ? (
          <li>{t('return.approve.supplier')}</li>
        ) : null}
      </ul>
    </ConfirmDialog>
  );
}

export function RefuseDialog({ record, opened, onClose, onDone }: ReturnDialogProps): ReactNode {
  const { t } = useI18n();
  const [detail, setDetail] = useState('');
  const said = detail.trim();
  const action = useReturnChange(record.id, () => refuseReturn(record.id, said === '' ? null : said), onDone);
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t('return.refuse.title', { number: record.number })}
      confirm={t('return.refuse.confirm')}
      isDangerous
      action={action}
    >
      <ul>
        <li>{t('return.refuse.customer')}</li>
        {record.assessment?.some(({ allowed }) => allowed) === true ? (
          <li className="tone-wait">{t('return.refuse.law')}</li>
        ) : null}
      </ul>
      <Textarea
        label={t('return.refuse.detail')}
        autosize
        minRows={2}
        maxLength={1_000}
        value={detail}
        onChange={(event) => setDetail(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}

/** Where the policy leaves paying back to a person: how much it will be. */
export function PayBackDialog({ record, opened, onClose, onDone }: ReturnDialogProps): ReactNode {
  const { t, money } = useI18n();
  const due = useQuery({
    queryKey: ['returns', 'due', record.id],
    queryFn: () => previewRefund(record.id),
    enabled: opened,
    staleTime: 0,
    retry: false,
  });
  const action = useReturnChange(record.id, () => refundReturn(record.id), onDone);
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t('return.refund.title', { number: record.number })}
      confirm={t('return.refund.confirm')}
      isReady={due.data?.refund != null}
      action={action}
    >
      <Loaded query={due} skeleton={<p className="quiet">{t('state.loading')}</p>}>
        {({ refund }) =>
          refund === null ? (
            <p>{t('return.receipt.refund.none')}</p>
          ) : (
            <p>
              {t(refund.deductionMinor === 0 ? 'return.receipt.refund' : 'return.receipt.refund.deducted', {
                amount: money(refund.amountMinor, refund.currency),
                deducted: money(refund.deductionMinor, refund.currency),
              })}
            </p>
          )
        }
      </Loaded>
    </ConfirmDialog>
  );
}

const outcomes = ['nothing_due', 'claimed'] as const;

export function CloseReturnDialog({ record, opened, onClose, onDone }: ReturnDialogProps): ReactNode {
  const { t, word } = useI18n();
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>('nothing_due');
  const action = useReturnChange(record.id, () => closeReturn(record.id, outcome), onDone);
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t('return.close.title', { number: record.number })}
      confirm={t('return.close.confirm')}
      action={action}
    >
      <p>{t('return.close.body')}</p>
      <NativeSelect
        label={t('return.close.outcome')}
        value={outcome}
        onChange={(event) => {
          const next = outcomes.find((one) => one === event.currentTarget.value);
          if (next) setOutcome(next);
        }}
        data={outcomes.map((one) => ({ value: one, label: word('outcome', one) }))}
      />
    </ConfirmDialog>
  );
}

export function CancelReturnDialog({ record, opened, onClose, onDone }: ReturnDialogProps): ReactNode {
  const { t } = useI18n();
  const action = useReturnChange(record.id, () => cancelReturn(record.id), onDone);
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t('return.cancel.title', { number: record.number })}
      confirm={t('return.cancel.confirm')}
      isDangerous
      action={action}
    >
      <p>{t('return.cancel.body')}</p>
    </ConfirmDialog>
  );
}
