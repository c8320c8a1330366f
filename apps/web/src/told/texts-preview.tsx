import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { listExamples, previewTemplate, testTemplate } from '../api/told.js';
import type { ExampleOrder, MessageTemplate } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { fieldError } from '../ui/field-error.js';
import { Loaded } from '../ui/loaded.js';
import { MailFrame } from '../ui/mail-frame.js';
import { Section } from '../ui/page.js';
import { problemText } from '../ui/states.js';
import { OrderSelect } from '../versions/order-select.js';
import classes from './told.module.css';

/** The saved texts as the customer of a real order would have got them, and a way to get them oneself. */
export function TextsPreview({ chosen }: { chosen: MessageTemplate }): ReactNode {
  const { t } = useI18n();
  const { merchantId, template } = chosen;
  const examples = useQuery({
    queryKey: ['message-texts', 'examples', merchantId, template],
    queryFn: () => listExamples(merchantId, template),
  });
  return (
    <Section title={t('told.preview')}>
      <Loaded query={examples}>
        {({ items }) => {
          const [first] = items;
          if (!first) return <p className="quiet">{t('told.preview.empty')}</p>;
          return <PreviewOf chosen={chosen} orders={[first, ...items.slice(1)]} />;
        }}
      </Loaded>
    </Section>
  );
}

interface PreviewOfProps {
  chosen: MessageTemplate;
  orders: readonly [ExampleOrder, ...ExampleOrder[]];
}

function PreviewOf({ chosen, orders }: PreviewOfProps): ReactNode {
  const { t } = useI18n();
  const [order, setOrder] = useState(orders[0]);
  const mail = useQuery({
    queryKey: ['message-texts', 'preview', chosen.id, chosen.texts, order.orderId],
    queryFn: () => previewTemplate(chosen.id, order.orderId),
  });
  return (
    <div className={classes['preview']}>
      <OrderSelect
        label={t('told.preview.order')}
        orders={orders}
        chosen={order}
        onChoose={setOrder}
        optionOf={({ orderId, orderNumber }) => ({ value: orderId, label: orderNumber })}
      />
      <Loaded query={mail}>
        {({ senderName, subject, html }) => (
          <>
            <p className={classes['subject']}>
              <span className="quiet">{senderName}</span> {subject}
            </p>
            <MailFrame title={t('told.preview.mail', { subject })} html={html} />
          </>
        )}
      </Loaded>
      <TestForm key={chosen.id} chosen={chosen} orderId={order.orderId} />
    </div>
  );
}

function TestForm({ chosen, orderId }: { chosen: MessageTemplate; orderId: string }): ReactNode {
  const { t, word } = useI18n();
  const [to, setTo] = useState('');
  const send = useMutation({ mutationFn: () => testTemplate(chosen.id, orderId, to.trim()) });
  return (
    <form
      className={classes['test']}
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate();
      }}
    >
      <TextInput
        type="email"
        label={t('told.test.to')}
        description={t('told.test.help')}
        value={to}
        onChange={(event) => {
          send.reset();
          setTo(event.currentTarget.value);
        }}
        error={fieldError(send.error, '/to')}
      />
      <Button type="submit" loading={send.isPending} disabled={to.trim() === ''}>
        {t('told.test.send')}
      </Button>
      {send.isError && fieldError(send.error, '/to') === undefined ? (
        <p role="alert" className="tone-bad">
          {problemText(send.error, word)}
        </p>
      ) : null}
      <p role="status" className="tone-good">
        {send.isSuccess ? t('told.test.sent') : null}
      </p>
    </form>
  );
}
