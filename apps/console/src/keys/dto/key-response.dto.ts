import type { Role } from '#contracts';
import type { AccessKey } from '../access-key.entity.js';

/** A key as lists show it. */
export interface KeyResponseDto {
  readonly id: string;
  readonly role: Role;
  readonly merchantId: string | null;
  readonly supplierId: string | null;
  readonly expiresAt: Date | null;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
}

/** A key that was just made; the only time that `key` is shown. */
export interface IssuedKeyResponseDto extends KeyResponseDto {
  readonly key: string;
  /** Services that do not accept it yet. */
  readonly waitingFor: readonly string[];
}

export function keyResponse(row: AccessKey): KeyResponseDto {
  const { id, role, merchantId, supplierId, expiresAt, createdAt, revokedAt } = row;
  return { id, role, merchantId, supplierId, expiresAt, createdAt, revokedAt };
}
