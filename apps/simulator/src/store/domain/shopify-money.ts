/** A sum in shop and presentment currency, which are the same in a shop that sells in one currency. */
export interface MoneySet {
  shop_money: { amount: string; currency_code: string };
  presentment_money: { amount: string; currency_code: string };
}

/** Shopify writes money as text with two decimals. */
export function amount(minor: number): string {
  return `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
}

export function moneySet(minor: number, currency: string): MoneySet {
  return {
    shop_money: { amount: amount(minor), currency_code: currency },
    presentment_money: { amount: amount(minor), currency_code: currency },
  };
}
