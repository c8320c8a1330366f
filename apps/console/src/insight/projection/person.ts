import { createHmac } from 'node:crypto';

/**
 * Who bought, without saying who it is: the same for every order under one address at one merchant, another one at
 * every other merchant. Upper case, blanks around it and Unicode's ways to write a letter make no difference; lower
 * case is that of no language, or the I of a Turkish address would be another letter than that of an English one.
 * @param salt secret of this installation.
 * @returns a UUID, or null without an address.
 */
export function personOf(salt: string, merchantId: string, email: string | null): string | null {
  const address = email?.normalize('NFKC').trim().toLowerCase() ?? '';
  if (address === '') return null;
  const digest = createHmac('sha256', salt).update(`${merchantId}\n${address}`).digest('hex');
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    digest.slice(12, 16),
    digest.slice(16, 20),
    digest.slice(20, 32),
  ].join('-');
}
