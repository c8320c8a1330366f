import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import { getComplaint, getComplaintRefunds, type GivenRefund, refundComplaint } from '../api/complaints.js';
import { type Complaint, complaintTypes, type ComplaintRefunds, partiesAtFault } from '../api/types.js';
import { digitsOf, minorOf } from '../claims/claim-facts.js';
import { useI18n } from '../i18n/i18n.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { Loaded } from '../ui/loaded.js';
import { newReference } from '../ui/reference.js';
import { codeOf, CodeSelect } from './code-select.js';
import { isOpen } from './complaint-facts.js';
import type { DialogProps } from './desk-dialogs.js';
import { givenOf, type RefundDraft, SHIPPING } from './refund-draft.js';
import { complaintRefundsKey, useComplaintChange } from './use-complaint.js';

/** Pays a part or all back for what the customer keeps, and may solve the complaint with it. */
export function RefundDialog({ complaint, seen, onSeen, opened, onClose }: DialogProps): ReactNode {
  const { t, money } = useI18n();
  const query = useQuery({
    queryKey: complaintRefundsKey(complaint.id),
    queryFn: () => getComplaintRefunds(complaint.id),
    enabled: opened,
  });
  const [draft, setDraft] = useState<RefundDraft>(() => emptyDraft(complaint));
  const referenceOf = useReference();
  const given = query.data ? givenOf(draft, query.data, isOpen(complaint)) : null;
  const action = useComplaintChange(
    complaint.id,
    async () => {
      if (given === null) throw new Error('The dialog asks for an amount first');
      await refundComplaint(seen, given, referenceOf(given));
      return getComplaint(complaint.id);
    },
    (fresh) => {
      setDraft(emptyDraft(fresh));
      void query.refetch();
      onSeen(fresh);
    },
  );
  const sum = given === null ? null : given.lines.reduce((all, line) => all + line.amountMinor, given.shippingMinor);
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t('complaint.refund.title', { number: complaint.number })}
      confirm={t('complaint.refund.confirm')}
      isReady={given !== null}
      action={action}
    >
      <Loaded query={query}>{(left) => <Amounts left={left} draft={draft} onChange={setDraft} />}</Loaded>
      <Textarea
        label={t('complaint.refund.reason')}
        autosize
        maxLength={500}
        value={draft.reason}
        onChange={(event) => setDraft({ ...draft, reason: event.currentTarget.value })}
      />
      {isOpen(complaint) ? <SolutionFields draft={draft} onChange={setDraft} /> : null}
      <ul>
        {sum === null || !query.data ? null : (
          <li>{t('complaint.refund.sum', { amount: money(sum, query.data.currency) })}</li>
        )}
        <li>{t('complaint.refund.told')}</li>
      </ul>
    </ConfirmDialog>
  );
}

const emptyDraft = ({ type }: Complaint): RefundDraft => ({
  ...{ amounts: {}, reason: '', solves: true, cause: type, partyAtFault: null },
});

/** A name for what is paid back: the same again, after an answer that was lost, is the same refund. */
function useReference(): (given: GivenRefund) => string {
  const last = useRef({ text: '', reference: '' });
  return (given) => {
    const text = JSON.stringify(given);
    if (last.current.text !== text) last.current = { text, reference: newReference() };
    return last.current.reference;
  };
}

interface DraftProps {
  draft: RefundDraft;
  onChange: (draft: RefundDraft) => void;
}

/** An amount for each line of which something is left, and for the shipping. */
function Amounts({ left, draft, onChange }: DraftProps & { left: ComplaintRefunds }): ReactNode {
  const { t } = useI18n();
  if (left.leftMinor === 0) return <p>{t('complaint.refund.none')}</p>;
  const places = [
    ...left.lines.map(({ lineId, title, quantity, leftMinor }) => ({
      ...{ place: lineId, leftMinor, label: t('complaint.refund.line', { title, quantity }) },
    })),
    { place: SHIPPING, leftMinor: left.shippingLeftMinor, label: t('complaint.refund.shipping') },
  ];
  return (
    <>
      {places
        .filter(({ leftMinor }) => leftMinor > 0)
        .map(({ place, ...more }) => (
          <Amount
            key={place}
            {...more}
            currency={left.currency}
            value={draft.amounts[place] ?? ''}
            onChange={(typed) => onChange({ ...draft, amounts: { ...draft.amounts, [place]: typed } })}
          />
        ))}
    </>
  );
}

interface AmountProps {
  label: string;
  leftMinor: number;
  currency: string;
  value: string;
  onChange: (typed: string) => void;
}

function Amount({ label, leftMinor, currency, value, onChange }: AmountProps): ReactNode {
  const { t, money } = useI18n();
  const digits = digitsOf(currency);
  const minor = value.trim() === '' ? 0 : minorOf(value, digits);
  const error =
    minor === null
      ? t('complaint.refund.no-amount', { example: (12.5).toFixed(digits) })
      : minor > leftMinor
        ? t('complaint.refund.too-much', { amount: money(leftMinor, currency) })
        : undefined;
  return (
    <TextInput
      label={label}
      description={t('complaint.refund.left', { amount: money(leftMinor, currency) })}
      inputMode="decimal"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
    />
  );
}

/** Whether the complaint ends by it, and then what it was and whose fault. */
function SolutionFields({ draft, onChange }: DraftProps): ReactNode {
  const { t } = useI18n();
  return (
    <>
      <Checkbox
        label={t('complaint.refund.solve')}
        checked={draft.solves}
        onChange={(event) => onChange({ ...draft, solves: event.currentTarget.checked })}
      />
      {draft.solves ? (
        <>
          <CodeSelect
            kind="complaint-type"
            label={t('complaint.solve.cause')}
            codes={complaintTypes}
            value={draft.cause ?? ''}
            onChange={(code) => onChange({ ...draft, cause: codeOf(complaintTypes, code) })}
          />
          <CodeSelect
            kind="party"
            label={t('complaint.solve.party')}
            codes={partiesAtFault}
            value={draft.partyAtFault ?? ''}
            onChange={(code) => onChange({ ...draft, partyAtFault: codeOf(partiesAtFault, code) })}
          />
        </>
      ) : null}
    </>
  );
}
