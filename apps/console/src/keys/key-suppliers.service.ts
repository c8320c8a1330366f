import { Injectable } from '@nestjs/common';
import { ProblemError } from '#platform';
import { Peers } from '../peers/peers.service.js';
import { badKeyField } from './key.errors.js';

/** Seconds until a service that was restarted is back. */
const RETRY_AFTER_SECONDS = 2;

/** Knows from supplier-sync which merchant a supplier belongs to. */
@Injectable()
export class KeySuppliers {
  constructor(private readonly peers: Peers) {}

  /**
   * The merchant of a supplier. A key for a supplier of somebody else's would open nothing, so it is refused.
   * @param named the merchant as the caller named it; believed when supplier-sync cannot be asked.
   * @throws ProblemError 422 `SUPPLIER_NOT_FOUND`; 503 when nobody knows.
   */
  async merchantOf(supplierId: string, named: string | null, authorization: string): Promise<string> {
    const answer = await this.peers.ask('supplier-sync', { path: `/v1/suppliers/${supplierId}`, authorization });
    const { merchantId } = (answer.body ?? {}) as { merchantId?: unknown };
    const isKnown = answer.status === 200 && typeof merchantId === 'string';
    if (answer.status === 404 || (isKnown && named !== null && named !== merchantId))
      throw badKeyField('supplierId', 'SUPPLIER_NOT_FOUND', `The merchant has no supplier ${supplierId}.`);
    if (isKnown) return merchantId;
    if (named !== null) return named;
    throw new ProblemError(
      503,
      'SERVICE_UNAVAILABLE',
      'supplier-sync cannot be asked now. Name the merchant, or try again.',
      [],
      RETRY_AFTER_SECONDS,
    );
  }
}
