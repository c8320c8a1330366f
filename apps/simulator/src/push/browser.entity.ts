import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BrowserFate } from './domain/browser-fate.js';

/** A browser of the simulated world with its subscription. */
@Entity('browsers')
export class Browser {
  @PrimaryColumn('uuid') id!: string;
  /** On P-256, base64url. */
  @Column('text', { name: 'private_key' }) privateKey!: string;
  /** 16 bytes, base64url. */
  @Column('text') auth!: string;
  /** Whose messages alone it takes, base64url (RFC 8292, 4). */
  @Column('text', { name: 'application_server_key' }) applicationServerKey!: string;
  @Column('text') fate!: BrowserFate;
  /** Messages that came to its push service. */
  @Column('integer', { default: 0 }) calls!: number;
}
