import type { ReactNode } from 'react';
import type { Address } from '../api/types.js';

/** A postal address, a line for each part that is known. */
export function AddressLines({ address }: { address: Address }): ReactNode {
  const lines = [
    address.name,
    address.line1,
    address.line2,
    [address.postalCode, address.district].filter(Boolean).join(' '),
    [address.city, address.region, address.country].filter(Boolean).join(', '),
  ];
  return (
    <address style={{ fontStyle: 'normal' }}>
      {lines.filter(Boolean).map((line) => (
        <span key={line} style={{ display: 'block' }}>
          {line}
        </span>
      ))}
    </address>
  );
}
