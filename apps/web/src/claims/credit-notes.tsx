import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { creditClaim, type CreditNote } from '../api/claims.js';
import type { Claim } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { problemText } from '../ui/states.js';
import { At, Money } from '../ui/values.js';
import { digitsOf, leftMinor, minorOf, takesCredit } from './claim-facts.js';
import classes from './claim.module.css';
import { useClaimChange } from './use-claim.js';

/** What the supplier has made up for, and where the next credit note is booked. */
export function CreditNotes({ claim }: { claim: Claim }): ReactNode {
  const { t } = useI18n();
  return (
    <>
      {claim.creditNotes.length === 0 ? <p className="quiet">{t('claim.credits.empty')}</p> : null}
      <ul className={classes['lines']}>
        {claim.creditNotes.map(({ number, amountMinor, creditedAt }) => (
          <li key={number}>
            <span>
              {number}{' '}
              <span className="quiet">
                <At at={creditedAt} />
              </span>
            </span>
            <Money minor={amountMinor} currency={claim.currency} />
          </li>
        ))}
      </ul>
      {/* Another note is another form. */}
      {takesCredit(claim) ? <CreditForm key={claim.creditNotes.length} claim={claim} /> : null}
    </>
  );
}

function CreditForm({ claim }: { claim: Claim }): ReactNode {
  const { t, word, money } = useI18n();
  const { currency } = claim;
  const [number, setNumber] = useState('');
  const [typed, setTyped] = useState('');
  const amountMinor = minorOf(typed, digitsOf(currency));
  const left = leftMinor(claim);
  const isTooMuch = amountMinor !== null && amountMinor > left;
  const credit = useClaimChange((note: CreditNote) => creditClaim(claim.id, note));
  const isReady = number.trim() !== '' && amountMinor !== null && amountMinor > 0 && !isTooMuch;
  return (
    <form
      className={classes['form']}
      aria-label={t('claim.credit.add')}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) credit.mutate({ number: number.trim(), currency, amountMinor });
      }}
    >
      <p className="quiet">{t('claim.credit.left', { amount: money(left, currency) })}</p>
      <div className={classes['fields']}>
        <TextInput
          label={t('claim.credit.number')}
          maxLength={100}
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
        <TextInput
          label={t('claim.credit.amount', { currency })}
          inputMode="decimal"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          error={isTooMuch ? t('claim.credit.too-much', { amount: money(left, currency) }) : undefined}
        />
      </div>
      {credit.isError ? (
        <p role="alert" className="tone-bad">
          {problemText(credit.error, word)}
        </p>
      ) : null}
      <Button type="submit" variant="filled" loading={credit.isPending} disabled={!isReady}>
        {t('claim.credit.save')}
      </Button>
    </form>
  );
}
