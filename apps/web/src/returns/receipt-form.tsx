import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { previewReceipt, type ReceivedLine, receiveReturn } from '../api/returns.js';
import { receivedConditions, type ReceiptPreview, type Return } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { Loaded } from '../ui/loaded.js';
import { Section } from '../ui/page.js';
import { newReference } from '../ui/reference.js';
import { draftsOf, expectedUnits, overfull, type ReceivedDraft, receivedOf, unitsOf } from './return-facts.js';
import classes from './return.module.css';
import { useReturnChange } from './use-return.js';

interface ReceiptFormProps {
  record: Return;
  isSupplier: boolean;
}

/** What came, quantity and condition per line. Before it is booked it says what follows for everybody. */
export function ReceiptForm({ record, isSupplier }: ReceiptFormProps): ReactNode {
  const { t } = useI18n();
  const [drafts, setDrafts] = useState(() => draftsOf(record.lines));
  // One reference for this form: pressed twice, it is one receipt.
  const [reference, setReference] = useState(newReference);
  const [isAsked, setAsked] = useState(false);
  const tooMany = overfull(record.lines, drafts);
  const received = receivedOf(drafts);
  return (
    <Section title={t('return.receipt')}>
      <form
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
        }}
      >
        <p className="quiet">{t('return.receipt.body')}</p>
        {record.lines
          .filter((line) => expectedUnits(line) > 0)
          .map((line) => (
            <fieldset key={line.id} className={classes['fieldset']}>
              <legend>
                {line.title} <span className="quiet">{t('return.line.expected', { count: expectedUnits(line) })}</span>
              </legend>
              <ReceivedRows lineId={line.id} title={line.title} drafts={drafts} onChange={setDrafts} />
              {tooMany.has(line.id) ? <p className="tone-bad">{t('return.receipt.too-many')}</p> : null}
            </fieldset>
          ))}
        <TextInput
          label={t('return.receipt.reference')}
          value={reference}
          maxLength={200}
          required
          onChange={(event) => setReference(event.currentTarget.value)}
        />
        <div className={classes['send']}>
          <Button
            type="submit"
            variant="filled"
            disabled={received.length === 0 || tooMany.size > 0 || reference.trim() === ''}
          >
            {t('return.receipt.send')}
          </Button>
          {received.length === 0 ? <span className="quiet">{t('return.receipt.nothing')}</span> : null}
        </div>
      </form>
      <ReceiptDialog
        record={record}
        received={received}
        reference={reference.trim()}
        isSupplier={isSupplier}
        opened={isAsked}
        onClose={() => setAsked(false)}
      />
    </Section>
  );
}

interface ReceivedRowsProps {
  lineId: string;
  title: string;
  drafts: readonly ReceivedDraft[];
  onChange: (drafts: ReceivedDraft[]) => void;
}

function ReceivedRows({ lineId, title, drafts, onChange }: ReceivedRowsProps): ReactNode {
  const { t, word } = useI18n();
  const change = (index: number, next: Partial<ReceivedDraft>): void =>
    onChange(drafts.map((draft, at) => (at === index ? { ...draft, ...next } : draft)));
  return (
    <>
      {drafts.map((draft, index) =>
        draft.returnLineId === lineId ? (
          <div key={`${lineId}/${index}`} className={classes['received']}>
            <NumberInput
              size="xs"
              aria-label={`${t('return.receipt.quantity')}: ${title}`}
              min={0}
              allowDecimal={false}
              value={draft.quantity}
              onChange={(value) => change(index, { quantity: Math.max(0, Number(value) || 0) })}
            />
            <NativeSelect
              aria-label={`${t('return.receipt.condition')}: ${title}`}
              value={draft.condition}
              onChange={(event) => {
                const condition = receivedConditions.find((one) => one === event.currentTarget.value);
                if (condition) change(index, { condition });
              }}
              data={receivedConditions.map((condition) => ({ value: condition, label: word('condition', condition) }))}
            />
          </div>
        ) : null,
      )}
      <Button
        variant="subtle"
        size="compact-xs"
        onClick={() => onChange([...drafts, { returnLineId: lineId, quantity: 0, condition: 'damaged' }])}
      >
        {t('return.receipt.add')}
      </Button>
    </>
  );
}

interface ReceiptDialogProps {
  record: Return;
  received: readonly ReceivedLine[];
  reference: string;
  isSupplier: boolean;
  opened: boolean;
  onClose: () => void;
}

function ReceiptDialog({ record, received, reference, isSupplier, opened, onClose }: ReceiptDialogProps): ReactNode {
  const { t } = useI18n();
  // What the customer paid is no business of a supplier.
  const preview = useQuery({
    queryKey: ['returns', 'receipt', record.id, received],
    queryFn: () => previewReceipt(record.id, received),
    enabled: opened && !isSupplier,
    staleTime: 0,
    retry: false,
  });
  const action = useReturnChange(
    record.id,
    () => receiveReturn(record.id, reference, received),
    () => undefined,
  );
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t('return.receipt.title', { units: unitsOf(received) })}
      confirm={t('return.receipt.confirm')}
      isReady={isSupplier || preview.isSuccess}
      action={action}
    >
      {isSupplier ? null : (
        <Loaded query={preview} skeleton={<p className="quiet">{t('state.loading')}</p>}>
          {(foreseen) => <Consequences record={record} foreseen={foreseen} />}
        </Loaded>
      )}
      <p className="quiet">{t('return.receipt.final')}</p>
    </ConfirmDialog>
  );
}

function Consequences({ record, foreseen }: { record: Return; foreseen: ReceiptPreview }): ReactNode {
  const { t } = useI18n();
  const goesToSupplier = record.lines.some(({ destination }) => destination === 'supplier');
  return (
    <ul>
      <li>{t('return.receipt.customer')}</li>
      <li>
        <strong>
          <MoneyOf record={record} foreseen={foreseen} />
        </strong>
      </li>
      {foreseen.complete && goesToSupplier ? <li>{t('return.receipt.supplier')}</li> : null}
    </ul>
  );
}

/** What will happen to the money. */
function MoneyOf({ record, foreseen }: { record: Return; foreseen: ReceiptPreview }): ReactNode {
  const { t, money } = useI18n();
  const { refund, mode, complete } = foreseen;
  if (!complete) return t('return.receipt.partial');
  if (record.kind === 'exchange') return t('return.receipt.exchange');
  if (refund === null || refund.amountMinor === 0) return t('return.receipt.refund.none');
  const amount = money(refund.amountMinor, refund.currency);
  if (mode === 'manual') return t('return.receipt.refund.manual', { amount });
  if (refund.deductionMinor === 0) return t('return.receipt.refund', { amount });
  return t('return.receipt.refund.deducted', { amount, deducted: money(refund.deductionMinor, refund.currency) });
}
