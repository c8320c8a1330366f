import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { issueLabel } from '../api/returns.js';
import type { ReturnLine } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { useSupplierNames } from '../suppliers/use-suppliers.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import type { ReturnDialogProps } from './decide-dialogs.js';
import { comesBack } from './return-facts.js';
import { useReturnChange } from './use-return.js';

/** Where a line goes: a supplier's id, or nothing for the merchant. */
const placeOf = ({ destination, supplierId }: ReturnLine): string =>
  destination === 'supplier' ? (supplierId ?? '') : '';

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

interface LabelDraft {
  place: string;
  method: 'label' | 'instructions';
  carrier: string;
  trackingNumber: string;
  labelUrl: string;
  instructions: string;
}

/** Instructions say something; a label says one of what makes it one. */
function isComplete({ method, carrier, trackingNumber, labelUrl, instructions }: LabelDraft): boolean {
  if (method === 'instructions') return orNull(instructions) !== null;
  return [carrier, trackingNumber, labelUrl, instructions].some((text) => orNull(text) !== null);
}

/** How the goods come back to one place; goods to several places have a parcel each. */
export function LabelDialog({ record, opened, onClose, onDone }: ReturnDialogProps): ReactNode {
  const { t, word } = useI18n();
  const lines = record.lines.filter(comesBack);
  const [draft, setDraft] = useState<LabelDraft>(() => ({
    ...{ place: lines[0] ? placeOf(lines[0]) : '', method: 'label' },
    ...{ carrier: '', trackingNumber: '', labelUrl: '', instructions: '' },
  }));
  const payers = new Set(
    lines.filter((line) => placeOf(line) === draft.place).map(({ payer }) => word('payer', payer)),
  );
  const action = useReturnChange(
    record.id,
    () =>
      issueLabel(record.id, {
        ...{ supplierId: orNull(draft.place), method: draft.method, instructions: orNull(draft.instructions) },
        ...{ carrier: orNull(draft.carrier), trackingNumber: orNull(draft.trackingNumber) },
        labelUrl: draft.method === 'label' ? orNull(draft.labelUrl) : null,
      }),
    onDone,
  );
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t('return.label.title', { number: record.number })}
      confirm={t('return.label.confirm')}
      isReady={isComplete(draft)}
      action={action}
    >
      <PlaceSelect places={[...new Set(lines.map(placeOf))]} draft={draft} onChange={setDraft} />
      <LabelFields draft={draft} onChange={setDraft} />
      <ul>
        <li>{t('return.label.customer')}</li>
        <li>{t('return.label.payer', { payer: [...payers].join(', ') })}</li>
      </ul>
    </ConfirmDialog>
  );
}

interface LabelFieldsProps {
  draft: LabelDraft;
  onChange: (draft: LabelDraft) => void;
}

/** Nothing to choose where everything goes to one place. */
function PlaceSelect({ places, draft, onChange }: LabelFieldsProps & { places: readonly string[] }): ReactNode {
  const { t } = useI18n();
  const supplierName = useSupplierNames();
  if (places.length < 2) return null;
  return (
    <NativeSelect
      label={t('return.label.place')}
      value={draft.place}
      onChange={(event) => onChange({ ...draft, place: event.currentTarget.value })}
      data={places.map((place) => ({
        value: place,
        label: place === '' ? t('return.parcel.to-us') : t('return.parcel.to', { name: supplierName(place) }),
      }))}
    />
  );
}

function LabelFields({ draft, onChange }: LabelFieldsProps): ReactNode {
  const { t } = useI18n();
  const methods = ['label', 'instructions'] as const;
  return (
    <>
      <NativeSelect
        label={t('return.label.method')}
        value={draft.method}
        onChange={(event) =>
          onChange({ ...draft, method: event.currentTarget.value === 'label' ? 'label' : 'instructions' })
        }
        data={methods.map((method) => ({ value: method, label: t(`return.label.method.${method}`) }))}
      />
      <TextInput
        label={t('return.label.carrier')}
        maxLength={50}
        value={draft.carrier}
        onChange={(event) => onChange({ ...draft, carrier: event.currentTarget.value })}
      />
      <TextInput
        label={t('return.label.tracking')}
        maxLength={100}
        value={draft.trackingNumber}
        onChange={(event) => onChange({ ...draft, trackingNumber: event.currentTarget.value })}
      />
      {draft.method === 'label' ? (
        <TextInput
          label={t('return.label.url')}
          type="url"
          maxLength={2_000}
          value={draft.labelUrl}
          onChange={(event) => onChange({ ...draft, labelUrl: event.currentTarget.value })}
        />
      ) : null}
      <Textarea
        label={t('return.label.instructions')}
        autosize
        minRows={2}
        maxLength={2_000}
        value={draft.instructions}
        onChange={(event) => onChange({ ...draft, instructions: event.currentTarget.value })}
      />
    </>
  );
}
