/**
 * Who somebody is to one merchant: the e-mail address in lower case, or without one the digits of the phone. A phone
 * never joins two e-mail addresses: families and offices share one.
 */
export interface CustomerIdentity {
  readonly merchantId: string;
  readonly email: string | null;
  /** Null where there is an e-mail address. */
  readonly phone: string | null;
}

/** As the database does it with what orders carry. Null: no address. */
export const normalisedEmail = (email: string): string | null => email.trim().toLowerCase() || null;

/** As the database does it: digits, without the prefix of international calls. Null: no digits. */
export const normalisedPhone = (phone: string): string | null => phone.replace(/\D/g, '').replace(/^00/, '') || null;
