import { IsHash } from 'class-validator';
import { Event } from '../envelope/event-type.js';
import { topics } from '../topics.js';
import { Currency, Id, Nullable, OneOf, Text, Time } from './fields.js';

/** What a key may do. */
export const roles = ['merchant', 'supplier', 'operator'] as const;
export type Role = (typeof roles)[number];

/** The merchant id in the envelope of facts that belong to no merchant (operator keys). */
export const NO_MERCHANT = '00000000-0000-0000-0000-000000000000';

/** Emitted when a key was made. Carries the key's SHA-256, never the key. */
@Event({ type: 'access.key-issued', version: 1, topic: topics.access })
export class KeyIssued {
  @Id() keyId!: string;
  @OneOf(roles) role!: Role;
  /** The merchant that the key acts for; null for an operator. */
  @Nullable() @Id() merchantId!: string | null;
  /** The supplier that the key acts for; null unless the role is supplier. */
  @Nullable() @Id() supplierId!: string | null;
  /** Lower-case hex. */
  @IsHash('sha256') sha256!: string;
  @Nullable() @Time() expiresAt!: string | null;
}

/** Emitted when a key stopped working. Last fact of its key. */
@Event({ type: 'access.key-revoked', version: 1, topic: topics.access })
export class KeyRevoked {
  @Id() keyId!: string;
  @Time() revokedAt!: string;
}

/** Emitted when a merchant was registered. */
@Event({ type: 'merchant.registered', version: 1, topic: topics.merchants })
export class MerchantRegistered {
  @Id() merchantId!: string;
  @Text(200) name!: string;
  @Text(35) defaultLanguage!: string;
  @Currency() currency!: string;
}
