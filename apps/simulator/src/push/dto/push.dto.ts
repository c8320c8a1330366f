import { IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import { browserFates, type BrowserFate } from '../domain/browser-fate.js';

export class SubscribeBrowserDto {
  /** Uncompressed point on P-256, base64url. */
  @Matches(/^[A-Za-z0-9_-]{87}$/) applicationServerKey!: string;
  @IsOptional() @IsIn(browserFates) fate?: BrowserFate;
}

export class PushMessagesQuery {
  @IsUUID() browser!: string;
}
