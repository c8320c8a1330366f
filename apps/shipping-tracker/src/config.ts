import { IsInt, IsString, Matches, Max, Min } from 'class-validator';
import { ServiceConfig } from '#platform';

/** The environment of shipping-tracker. */
export class ShippingTrackerConfig extends ServiceConfig {
  /** `code=whsec_…,code2=whsec_…`. A code that stands twice accepts both secrets, so that one can be rotated out. */
  @IsString()
  @Matches(/^([a-z0-9-]{1,50}=(whsec_)?[A-Za-z0-9+/=_-]+(,|$))*$/, {
    message: 'CARRIER_WEBHOOK_SECRETS must be a comma list of <carrier>=whsec_<base64>',
  })
  CARRIER_WEBHOOK_SECRETS = '';

  /** `code=https://…,code2=https://…`: carriers that have to be asked. */
  @IsString()
  @Matches(/^([a-z0-9-]{1,50}=https?:\/\/[^,\s]+(,|$))*$/, {
    message: 'CARRIER_POLL_URLS must be a comma list of <carrier>=<http address>',
  })
  CARRIER_POLL_URLS = '';

  /** Silence after which a parcel counts as stalled. Two days: longer than a weekend's gap between two hub scans. */
  @IsInt() @Min(1) @Max(7_776_000) STALL_AFTER_SECONDS = 172_800;

  /** Usual distance between two questions about one parcel; up to a fifth is added at random. */
  @IsInt() @Min(1) @Max(86_400) POLL_INTERVAL_SECONDS = 1_800;

  /** Never ask sooner than this about the same parcel. Some carriers refuse the same question twice within a minute. */
  @IsInt() @Min(1) @Max(86_400) POLL_MIN_DISTANCE_SECONDS = 75;

  /** Questions that one carrier gets in one minute from all processes together. */
  @IsInt() @Min(1) @Max(60_000) POLL_BUDGET_PER_MINUTE = 120;

  /** How long to wait for one answer of a carrier. */
  @IsInt() @Min(100) @Max(60_000) POLL_TIMEOUT_MS = 8_000;
}
