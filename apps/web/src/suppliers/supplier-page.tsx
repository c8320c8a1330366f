import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { getSupplier } from '../api/supply.js';
import type { ParcelStep, Supplier } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Loaded } from '../ui/loaded.js';
import { Page, Section } from '../ui/page.js';
import { At } from '../ui/values.js';
import { ActiveMark } from './active-mark.js';
import { OfferList } from './offer-list.js';
import { SupplierExperience } from './supplier-experience.js';
import classes from './suppliers.module.css';

/** One supplier: its terms, and each stock number with its age and its source. */
export function SupplierPage(): ReactNode {
  const { supplierId } = useParams({ from: '/suppliers/$supplierId' });
  const query = useQuery({ queryKey: ['suppliers', 'one', supplierId], queryFn: () => getSupplier(supplierId) });
  return <Loaded query={query}>{(supplier) => <SupplierView supplier={supplier} />}</Loaded>;
}

function SupplierView({ supplier }: { supplier: Supplier }): ReactNode {
  const { t } = useI18n();
  return (
    <Page
      title={supplier.name}
      lead={<code>{supplier.code}</code>}
      tools={
        <Link to="/purchase-orders" search={{ supplier: supplier.id, status: undefined }} className="link">
          {t('supplier.orders')}
        </Link>
      }
    >
      <Terms supplier={supplier} />
      <Section title={t('supplier.offers')}>
        <OfferList supplierId={supplier.id} />
      </Section>
      <SupplierExperience supplier={supplier} />
    </Page>
  );
}

type ParcelPrice = Pick<Supplier['parcel'], 'fixedMinor' | 'perKgMinor'> & { steps?: ParcelStep[] | null };

function Terms({ supplier }: { supplier: Supplier }): ReactNode {
  const { t, word, money, number, duration } = useI18n();
  const { parcel, currency } = supplier;
  const price = ({ fixedMinor, perKgMinor, steps }: ParcelPrice): string =>
    (steps ?? []).reduce(
      (text, { upToGrams, costMinor }) =>
        t('supplier.parcel-steps', { price: text, kg: number(upToGrams / 1000), amount: money(costMinor, currency) }),
      perKgMinor === 0
        ? money(fixedMinor, currency)
        : t('supplier.parcel-price', { fixed: money(fixedMinor, currency), perKg: money(perKgMinor, currency) }),
    );
  const within = (seconds: number | null, otherwise: string): string =>
    seconds === null ? otherwise : duration(seconds);
  return (
    <dl className={classes['terms']}>
      <Term name={t('suppliers.active')}>
        <ActiveMark active={supplier.active} />
      </Term>
      <Term name={t('suppliers.country')}>{supplier.country}</Term>
      <Term name={t('suppliers.channel')}>
        {word('channel', supplier.channel.type)}
        {supplier.channel.url ? <code className={classes['url']}>{supplier.channel.url}</code> : null}
      </Term>
      <Term name={t('suppliers.parcel')}>
        {price(parcel)}
        {parcel.byCountry.map(({ country, ...own }) => (
          <span key={country} className={classes['by-country']}>
            {country}: {price(own)}
          </span>
        ))}
      </Term>
      {supplier.minOrderMinor > 0 ? (
        <Term name={t('supplier.min-order')}>{money(supplier.minOrderMinor, currency)}</Term>
      ) : null}
      <Term name={t('suppliers.lead')}>{t('decision.days', { count: supplier.leadTimeDays })}</Term>
      <Term name={t('supplier.cut-off')}>{supplier.cutOff ?? '–'}</Term>
      <Term name={t('supplier.answers-within')}>
        {within(supplier.acknowledgeWithinSeconds, t('supplier.by-setting'))}
      </Term>
      <Term name={t('supplier.ships-within')}>{within(supplier.shipWithinSeconds, t('supplier.default'))}</Term>
      <FeedTerm supplier={supplier} />
      <Term name={t('supplier.contact')}>{supplier.contactEmail ?? '–'}</Term>
    </dl>
  );
}

/** How often it says what it has, as agreed, and whether it does. */
function FeedTerm({ supplier: { feedWithinSeconds, feedOverdueAt } }: { supplier: Supplier }): ReactNode {
  const { t, duration } = useI18n();
  return (
    <Term name={t('supplier.feeds-within')}>
      {feedWithinSeconds === null ? t('supplier.by-setting') : duration(feedWithinSeconds)}
      {feedOverdueAt === null ? null : (
        <span className={classes['by-country']}>
          {t('supplier.feed-overdue')} <At at={feedOverdueAt} />
        </span>
      )}
    </Term>
  );
}

function Term({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
