import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { acknowledge } from '../api/supply.js';
import type { PurchaseOrder, PurchaseOrderLine } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Section } from '../ui/page.js';
import { newReference } from '../ui/reference.js';
import { problemText } from '../ui/states.js';
import { acknowledgementOf, draftOf, faultOf, type LineDraft, refusalReasons } from './acknowledgement.js';
import { unanswered } from './line-facts.js';
import classes from './purchase-orders.module.css';

/** The supplier says for each line what it takes, puts off and rejects. */
export function AcknowledgeForm({ purchaseOrder }: { purchaseOrder: PurchaseOrder }): ReactNode {
  const { t, word } = useI18n();
  const queries = useQueryClient();
  const open = purchaseOrder.lines.filter((line) => unanswered(line) > 0);
  // One reference for this form: pressed twice, it is one answer.
  const [reference] = useState(newReference);
  const [drafts, setDrafts] = useState(() => open.map(draftOf));
  const answer = acknowledgementOf(reference, drafts);
  const isFaulty = open.some((line, index) => faultOf(line, drafts[index] ?? draftOf(line)) !== null);
  const send = useMutation({
    mutationFn: async () => (answer ? acknowledge(purchaseOrder.id, answer) : undefined),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['purchase-orders'] }),
  });
  return (
    <Section title={t('ack.title')}>
      <form
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate();
        }}
      >
        <p className="quiet">{t('ack.body')}</p>
        {open.map((line, index) => (
          <LineFields
            key={line.id}
            line={line}
            draft={drafts[index] ?? draftOf(line)}
            onChange={(draft) => setDrafts(drafts.map((one) => (one.lineId === draft.lineId ? draft : one)))}
          />
        ))}
        {send.isError ? (
          <p role="alert" className="tone-bad">
            {problemText(send.error, word)}
          </p>
        ) : null}
        <div className={classes['send']}>
          <Button type="submit" variant="filled" loading={send.isPending} disabled={answer === null || isFaulty}>
            {t('ack.send')}
          </Button>
          {answer === null ? <span className="quiet">{t('ack.nothing')}</span> : null}
        </div>
      </form>
    </Section>
  );
}

interface LineFieldsProps {
  line: PurchaseOrderLine;
  draft: LineDraft;
  onChange: (draft: LineDraft) => void;
}

const quantities = [
  ['accepted', 'ack.accept'],
  ['backordered', 'ack.backorder'],
  ['rejected', 'ack.reject'],
] as const;

function LineFields({ line, draft, onChange }: LineFieldsProps): ReactNode {
  const { t, word } = useI18n();
  const fault = faultOf(line, draft);
  return (
    <fieldset className={classes['line']}>
      <legend>
        {line.title} <code className="quiet">{line.supplierSku}</code>{' '}
        <span className="quiet">{t('ack.open', { count: unanswered(line) })}</span>
      </legend>
      <div className={classes['fields']}>
        {quantities.map(([name, label]) => (
          <NumberInput
            key={name}
            size="xs"
            label={t(label)}
            value={draft[name]}
            min={0}
            max={unanswered(line)}
            allowDecimal={false}
            onChange={(value) => onChange({ ...draft, [name]: Number(value) || 0 })}
          />
        ))}
        {draft.rejected > 0 ? (
          <NativeSelect
            label={t('ack.reason')}
            value={draft.reasonCode}
            onChange={(event) => onChange({ ...draft, reasonCode: event.currentTarget.value })}
            data={[
              { value: '', label: '…' },
              ...refusalReasons.map((code) => ({ value: code, label: word('reason', code) })),
            ]}
          />
        ) : null}
        <TextInput
          type="date"
          label={t('ack.ship-at')}
          value={draft.expectedShipDay}
          onChange={(event) => onChange({ ...draft, expectedShipDay: event.currentTarget.value })}
        />
      </div>
      {fault ? <p className="tone-bad">{t(fault)}</p> : null}
    </fieldset>
  );
}
