import { Rng } from '../../world/domain/rng.js';

/** A parcel's number in the carrier's own form; the same parcel always gets the same number. */
export function trackingNumberOf(seed: string, carrier: string, purchaseOrderId: string, parcelIndex: number): string {
  const rng = Rng.of(seed, 'tracking-number', carrier, purchaseOrderId, parcelIndex);
  if (carrier === 'ups') return upsNumber(`${rng.digits(6)}03${rng.digits(7)}`);
  if (carrier === 'dhl') return `3${rng.digits(9)}`;
  return `7${rng.digits(12)}`;
}

/** `1Z`, fifteen characters and a modulo-10 check digit that counts every second one double. */
function upsNumber(body: string): string {
  const sum = Array.from(body).reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 2), 0);
  return `1Z${body}${(10 - (sum % 10)) % 10}`;
}
