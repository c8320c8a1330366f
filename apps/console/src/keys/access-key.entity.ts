import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '#contracts';

/** An API key, or the key of a browser's session. Only its hash is kept. */
@Entity('access_keys')
export class AccessKey {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') kind!: 'api' | 'session';
  @Column('text') role!: Role;
  @Column('uuid', { name: 'merchant_id', nullable: true }) merchantId!: string | null;
  @Column('uuid', { name: 'supplier_id', nullable: true }) supplierId!: string | null;
  @Column('char', { length: 64 }) sha256!: string;
  /** The key that a session was made from: revoked together. */
  @Column('uuid', { name: 'parent_id', nullable: true }) parentId!: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'expires_at', nullable: true }) expiresAt!: Date | null;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt!: Date | null;

  worksAt(now: Date): boolean {
    return this.revokedAt === null && (this.expiresAt === null || this.expiresAt > now);
  }
}
