import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { getMail, listMail } from '../api/console.js';
import { isProblem } from '../api/problem.js';
import type { Mail, MailItem } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { useHold } from '../list/use-hold.js';
import { Loaded } from '../ui/loaded.js';
import { MailFrame } from '../ui/mail-frame.js';
import { Page } from '../ui/page.js';
import { Blank } from '../ui/states.js';
import { Ago, At } from '../ui/values.js';
import classes from './mailbox.module.css';

/** Mails that come without an event of ours, for instance when the demo's own partners write. */
const REFRESH_MS = 10_000;

/** What the demo's people were sent. */
export function MailboxPage(): ReactNode {
  const { t } = useI18n();
  const { mail } = useSearch({ from: '/mailbox' });
  const mails = useQuery({ queryKey: ['mailbox'], queryFn: listMail, refetchInterval: REFRESH_MS });
  const isOff = isProblem(mails.error) && (mails.error.status === 404 || mails.error.status === 503);
  return (
    <Page title={t('mailbox.title')} lead={t('mailbox.lead')}>
      {isOff && !mails.data ? (
        <Blank icon="mailbox" title={t('mailbox.none.title')} body={t('mailbox.none.body')} />
      ) : (
        <Loaded query={mails}>
          {({ items }) =>
            items.length === 0 ? (
              <Blank icon="mailbox" title={t('mailbox.empty.title')} body={t('mailbox.empty.body')} />
            ) : (
              <div className={classes['columns']} data-reading={mail !== undefined}>
                <MailList mails={items} chosen={mail} />
                {mail === undefined ? (
                  <Blank icon="mailbox" title={t('mailbox.choose')} />
                ) : (
                  <MailView key={mail} id={mail} />
                )}
              </div>
            )
          }
        </Loaded>
      )}
    </Page>
  );
}

function MailList({ mails, chosen }: { mails: readonly MailItem[]; chosen: string | undefined }): ReactNode {
  const hold = useHold(mails);
  return (
    <ul className={classes['list']} {...hold.handlers}>
      {(hold.held ?? mails).map((mail) => (
        <li key={mail.id}>
          <Link
            to="/mailbox"
            search={{ mail: mail.id }}
            className={classes['entry']}
            aria-current={mail.id === chosen ? 'true' : undefined}
          >
            <span className={classes['to']}>{mail.to}</span>
            <span className={classes['when']}>
              <Ago at={mail.date} />
            </span>
            <span className={classes['subject']}>{mail.subject}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function MailView({ id }: { id: string }): ReactNode {
  const { t } = useI18n();
  const mail = useQuery({ queryKey: ['mailbox', id], queryFn: () => getMail(id), staleTime: Infinity });
  return (
    <div className={classes['mail']}>
      <Link to="/mailbox" search={{ mail: undefined }} className={classes['back']}>
        {t('action.back')}
      </Link>
      <Loaded query={mail}>{(loaded) => <MailContent mail={loaded} />}</Loaded>
    </div>
  );
}

function MailContent({ mail }: { mail: Mail }): ReactNode {
  const { t } = useI18n();
  return (
    <>
      <h2 className={classes['title']}>{mail.subject}</h2>
      <p className={classes['meta']}>
        {t('mailbox.from')} {mail.from} · {t('mailbox.to')} {mail.to} · <At at={mail.date} style="exact" />
      </p>
      {mail.html === null ? (
        <pre className={classes['text']}>{mail.text}</pre>
      ) : (
        <MailFrame title={t('mailbox.body', { subject: mail.subject })} html={mail.html} />
      )}
    </>
  );
}
