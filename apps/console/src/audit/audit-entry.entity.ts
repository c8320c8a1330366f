import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What people did through the console. */
export const auditActions = [
  'key.issued',
  'key.revoked',
  'merchant.registered',
  'session.started',
  'session.ended',
  'parked.replayed',
  'parked.skipped',
  'outbox.replayed',
  'insight.rebuilt',
] as const;
export type AuditAction = (typeof auditActions)[number];

@Entity('audit_entries')
export class AuditEntry {
  @PrimaryColumn('uuid') id!: string;
  @Column('timestamptz') at!: Date;
  /** Null for what the console did by itself, such as the first keys. */
  @Column('uuid', { name: 'actor_key_id', nullable: true }) actorKeyId!: string | null;
  @Column('text', { name: 'actor_role', nullable: true }) actorRole!: string | null;
  @Column('uuid', { name: 'merchant_id', nullable: true }) merchantId!: string | null;
  @Column('text') action!: AuditAction;
  @Column('text', { nullable: true }) target!: string | null;
  @Column('jsonb') details!: Record<string, unknown>;
}
