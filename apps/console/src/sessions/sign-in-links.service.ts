import { randomBytes } from 'node:crypto';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { hashApiKey } from '#platform';
import { ConsoleConfig } from '../config.js';

/** Long enough to find the terminal again, short enough to be worthless in an old log. */
const LINK_LIFETIME_MS = 60 * 60 * 1_000;
const TOKEN_BYTES = 32;

/** One-time links that sign an operator in: for whoever started the process, who can read the keys file anyway. */
@Injectable()
export class SignInLinks implements OnApplicationBootstrap {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: ConsoleConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.DEMO_SIGN_IN !== 'true') return;
    // Straight to the terminal: a log line would be shipped and kept.
    process.stdout.write(`Sign in once as operator: ${await this.createOneTimeLink()}\n`);
  }

  /** Makes a link that works once within the hour. The token stands in the fragment: no server logs it. */
  async createOneTimeLink(): Promise<string> {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    await this.dataSource.query('INSERT INTO sign_in_links (sha256, expires_at) VALUES ($1, $2)', [
      hashApiKey(token),
      new Date(Date.now() + LINK_LIFETIME_MS),
    ]);
    return `${this.config.PUBLIC_URL.replace(/\/$/, '')}/#/sign-in/${token}`;
  }

  /** Uses a link up. Of two who come at once, one gets in. */
  async redeem(tx: EntityManager, token: string): Promise<boolean> {
    const [, count] = await tx.query<[unknown[], number]>(
      'UPDATE sign_in_links SET used_at = now() WHERE sha256 = $1 AND used_at IS NULL AND expires_at > now()',
      [hashApiKey(token)],
    );
    return count === 1;
  }
}
