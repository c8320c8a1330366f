import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { previewRules } from '../api/told.js';
import type { NotificationRules, Order, ReplayedTelling } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Loaded } from '../ui/loaded.js';
import { Section } from '../ui/page.js';
import { At } from '../ui/values.js';
import { OrderSelect } from '../versions/order-select.js';
import { useOrdersToTry } from '../versions/use-orders-to-try.js';
import classes from './telling-rules.module.css';

/** What the customer of a real order would have been told under the saved rules, and when. */
export function RulesPreview({ rules }: { rules: NotificationRules }): ReactNode {
  const { t } = useI18n();
  const orders = useOrdersToTry(rules.merchantId);
  return (
    <Section title={t('rules.preview')}>
      <Loaded query={orders}>
        {({ items }) => {
          const [first] = items;
          if (!first) return <p className="quiet">{t('preview.empty')}</p>;
          return <PreviewOf rules={rules} orders={[first, ...items.slice(1)]} />;
        }}
      </Loaded>
    </Section>
  );
}

interface PreviewOfProps {
  rules: NotificationRules;
  orders: readonly [Order, ...Order[]];
}

function PreviewOf({ rules, orders }: PreviewOfProps): ReactNode {
  const { t } = useI18n();
  const [order, setOrder] = useState(orders[0]);
  const story = useQuery({
    queryKey: ['telling-rules', 'preview', rules.id, rules.content, order.id],
    queryFn: () => previewRules(rules.id, order.id),
  });
  return (
    <div className={classes['preview']}>
      <OrderSelect
        label={t('told.preview.order')}
        orders={orders}
        chosen={order}
        onChoose={setOrder}
        optionOf={({ id, externalId }) => ({ value: id, label: externalId })}
      />
      <Loaded query={story}>{({ items }) => <Story items={items} />}</Loaded>
    </div>
  );
}

function Story({ items }: { items: readonly ReplayedTelling[] }): ReactNode {
  const { t, word } = useI18n();
  return (
    <ol className={classes['story']}>
      {items.map(({ template, subjectId, plannedAt, outcome, at, reason, rule }) => (
        <li key={`${template} ${subjectId} ${plannedAt}`} data-outcome={outcome}>
          <span className={classes['kind']}>{word('template', template)}</span>
          <span>
            {word('telling-outcome', outcome)} <At at={at} />
          </span>
          <span className="quiet">
            {[
              reason === null ? null : word('telling-reason', reason),
              rule === null ? null : t('rules.preview.rule', { number: rule + 1 }),
            ]
              .filter((said) => said !== null)
              .join(' · ')}
          </span>
        </li>
      ))}
    </ol>
  );
}
