import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { getContactPreferences } from '../api/told.js';
import type { ContactPreferences } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Loaded } from '../ui/loaded.js';
import { Section } from '../ui/page.js';
import { Ago } from '../ui/values.js';
import classes from './side-list.module.css';

/** How the customer wants to be written to, and since which word. */
export function CustomerPreferences({ orderId }: { orderId: string }): ReactNode {
  const { t } = useI18n();
  // Under the key of the order, so that one event about it renews everything.
  const query = useQuery({
    queryKey: ['order', orderId, 'preferences'],
    queryFn: () => getContactPreferences(orderId),
  });
  return (
    <Section title={t('order.preferences')}>
      <Loaded query={query} skeleton={null}>
        {(loaded) => <Decided contact={loaded} />}
      </Loaded>
    </Section>
  );
}

function Decided({ contact }: { contact: ContactPreferences }): ReactNode {
  const { t, word } = useI18n();
  const decided = Object.entries(contact.preferences);
  return (
    <>
      {contact.bounced ? <p className={classes['empty']}>{t('order.preferences.bounced')}</p> : null}
      {contact.stopped ? <p className={classes['empty']}>{t('order.preferences.stopped')}</p> : null}
      {decided.length === 0 ? <p className={classes['empty']}>{t('order.preferences.none')}</p> : null}
      <ul className={classes['list']}>
        {decided.map(([subject, said]) => (
          <li key={subject} className={classes['entry']}>
            <div>
              {word('preference', subject)}
              <LastWord contact={contact} subject={subject} />
            </div>
            <span>{word('said', said)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** When and where the customer said it; nothing where nobody was asked. */
function LastWord({ contact, subject }: { contact: ContactPreferences; subject: string }): ReactNode {
  const { word } = useI18n();
  const last = contact.records.find((record) => record.subject === subject);
  if (!last) return null;
  return (
    <span className={classes['sub']}>
      {word('said-where', last.source)} · <Ago at={last.recordedAt} />
    </span>
  );
}
