import { IsIn, IsInt, IsOptional, IsString, IsUrl, Length, Max, Min } from 'class-validator';
import { ServiceConfig } from '#platform';

const ServiceUrl = (): PropertyDecorator => IsUrl({ require_tld: false, protocols: ['http', 'https'] });

export class ConsoleConfig extends ServiceConfig {
  @ServiceUrl() ORDER_URL: string = 'http://127.0.0.1:3001';
  @ServiceUrl() SUPPLIER_SYNC_URL: string = 'http://127.0.0.1:3002';
  @ServiceUrl() SHIPPING_TRACKER_URL: string = 'http://127.0.0.1:3003';
  @ServiceUrl() AFTER_SALES_URL: string = 'http://127.0.0.1:3005';
  @ServiceUrl() NOTIFICATION_URL: string = 'http://127.0.0.1:3004';
  /** The demo's outside world, for `/v1/mailbox`; absent in production. */
  @IsOptional() @ServiceUrl() SIMULATOR_URL?: string;

  /** The built web page; without it the front serves the API only. */
  @IsOptional() @IsString() WEB_DIR?: string;
  /** Where the first operator key and merchant key are kept, mode 0600. Without it nobody makes first keys. */
  @IsOptional() @IsString() KEYS_FILE?: string;
  /** `true`: print a one-time operator link at start. */
  @IsIn(['true', 'false']) DEMO_SIGN_IN: string = 'false';

  /** The merchant that the first merchant key acts for. */
  @Length(1, 200) DEFAULT_MERCHANT_NAME: string = 'Demo';
  @Length(2, 35) DEFAULT_MERCHANT_LANGUAGE: string = 'en';
  @Length(3, 3) DEFAULT_MERCHANT_CURRENCY: string = 'TRY';

  /** Days for which events stay in the event log and on the timelines of orders; older ones are deleted each hour. */
  @IsInt() @Min(7) @Max(3_650) EVENTS_KEPT_DAYS: number = 400;
  /** How long a service may take to begin its answer. Thirty seconds outlast a routing under full load. */
  @IsInt() @Min(100) @Max(600_000) PROXY_TIMEOUT_MS: number = 30_000;
  /** The same for a feed: its answer begins when up to 256 MiB are applied. */
  @IsInt() @Min(100) @Max(3_600_000) PROXY_FEED_TIMEOUT_MS: number = 600_000;
  /** Live event streams open at once in one process; the next one is asked to come back. */
  @IsInt() @Min(1) @Max(10_000) EVENT_STREAMS_MAX: number = 500;
}
