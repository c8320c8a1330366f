import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { answerAddressChange } from '../api/supply.js';
import type { PurchaseOrder } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { AddressLines } from '../ui/address-lines.js';
import { Section } from '../ui/page.js';
import { newReference } from '../ui/reference.js';
import { problemText } from '../ui/states.js';
import { At } from '../ui/values.js';
import classes from './purchase-orders.module.css';

interface AddressQuestionProps {
  purchaseOrderId: string;
  asked: NonNullable<PurchaseOrder['addressChange']>;
  /** Only the supplier knows whether it can; others see that it is asked. */
  mayAnswer: boolean;
}

/** Another address that the supplier is asked for: yes or no, and until when silence is not a no yet. */
export function AddressQuestion({ purchaseOrderId, asked, mayAnswer }: AddressQuestionProps): ReactNode {
  const { t, word } = useI18n();
  const queries = useQueryClient();
  // One reference for this question: pressed twice, it is one answer.
  const [reference] = useState(newReference);
  const answer = useMutation({
    mutationFn: (accepted: boolean) =>
      answerAddressChange(purchaseOrderId, { reference, changeId: asked.changeId, accepted }),
    // Also after a refusal: it may have been answered elsewhere, or in vain by now.
    onSettled: () => queries.invalidateQueries({ queryKey: ['purchase-orders'] }),
  });
  return (
    <Section title={t('address.title')}>
      <div className={classes['form']}>
        <p className="quiet">{t(mayAnswer ? 'address.body' : 'address.asked')}</p>
        <div className={classes['address']}>
          <AddressLines address={asked.shipTo} />
        </div>
        <p>
          {t('po.answer-by')}: <At at={asked.answerBy} />
        </p>
        {answer.isError ? (
          <p role="alert" className="tone-bad">
            {problemText(answer.error, word)}
          </p>
        ) : null}
        {mayAnswer ? (
          <div className={classes['send']}>
            <Button variant="filled" loading={answer.isPending} onClick={() => answer.mutate(true)}>
              {t('address.yes')}
            </Button>
            <Button variant="default" loading={answer.isPending} onClick={() => answer.mutate(false)}>
              {t('address.no')}
            </Button>
          </div>
        ) : null}
      </div>
    </Section>
  );
}
