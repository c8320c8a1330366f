import { Autocomplete, Button, NumberInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { sendShipNotice } from '../api/supply.js';
import type { PurchaseOrder, PurchaseOrderLine } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Section } from '../ui/page.js';
import { newReference } from '../ui/reference.js';
import { problemText } from '../ui/states.js';
import { shippable } from './line-facts.js';
import classes from './purchase-orders.module.css';
import { parcelFault, type ParcelDraft, shipNoticeOf } from './ship-notice.js';

const carriers = ['aras', 'yurtici', 'mng', 'ptt', 'surat', 'ups', 'dhl', 'fedex'];

/** The supplier reports a parcel with its tracking number and what is in it. */
export function ShipForm({ purchaseOrder }: { purchaseOrder: PurchaseOrder }): ReactNode {
  const { t, word } = useI18n();
  const queries = useQueryClient();
  const lines = purchaseOrder.lines.filter((line) => shippable(line) > 0);
  const [reference] = useState(newReference);
  const [draft, setDraft] = useState<ParcelDraft>(() => ({
    carrier: '',
    trackingNumber: '',
    quantities: Object.fromEntries(lines.map((line) => [line.id, shippable(line)])),
  }));
  const fault = parcelFault(draft);
  const send = useMutation({
    mutationFn: () => sendShipNotice(purchaseOrder.id, shipNoticeOf(reference, draft, new Date())),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['purchase-orders'] }),
  });
  return (
    <Section title={t('ship.title')}>
      <form
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate();
        }}
      >
        <p className="quiet">{t('ship.body')}</p>
        <ParcelFields lines={lines} draft={draft} onChange={setDraft} />
        {send.isError ? (
          <p role="alert" className="tone-bad">
            {problemText(send.error, word)}
          </p>
        ) : null}
        <div className={classes['send']}>
          <Button type="submit" variant="filled" loading={send.isPending} disabled={fault !== null}>
            {t('ship.send')}
          </Button>
          {fault ? <span className="quiet">{t(fault)}</span> : null}
        </div>
      </form>
    </Section>
  );
}

interface ParcelFieldsProps {
  lines: readonly PurchaseOrderLine[];
  draft: ParcelDraft;
  onChange: (draft: ParcelDraft) => void;
}

function ParcelFields({ lines, draft, onChange }: ParcelFieldsProps): ReactNode {
  const { t } = useI18n();
  return (
    <>
      <div className={classes['fields']}>
        <Autocomplete
          size="xs"
          label={t('ship.carrier')}
          data={carriers}
          value={draft.carrier}
          onChange={(carrier) => onChange({ ...draft, carrier })}
        />
        <TextInput
          label={t('ship.tracking')}
          value={draft.trackingNumber}
          onChange={(event) => onChange({ ...draft, trackingNumber: event.currentTarget.value })}
        />
      </div>
      {lines.map((line) => (
        <div key={line.id} className={classes['parcel-line']}>
          <span>
            {line.title} <span className="quiet">{t('ship.left', { count: shippable(line) })}</span>
          </span>
          <NumberInput
            size="xs"
            aria-label={`${t('ship.quantity')}: ${line.title}`}
            value={draft.quantities[line.id] ?? 0}
            min={0}
            max={shippable(line)}
            allowDecimal={false}
            onChange={(value) =>
              onChange({ ...draft, quantities: { ...draft.quantities, [line.id]: Number(value) || 0 } })
            }
          />
        </div>
      ))}
    </>
  );
}
