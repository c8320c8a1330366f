import { IsInt, IsOptional, IsString, Matches, Max, Min } from 'class-validator';
import { ServiceConfig } from '#platform';
import { formatNames } from './carriers/formats/carrier-formats.js';
import { signatureSchemes } from './carriers/signatures/signature-schemes.js';

/** The environment of shipping-tracker. */
export class ShippingTrackerConfig extends ServiceConfig {
  /**
   * `code=whsec_…,code2=easypost+secret`: signed as Standard Webhooks, or in the way named before the plus sign. A code
   * that stands twice accepts both secrets, so that one can be rotated out.
   */
  @IsString()
  @Matches(
    new RegExp(
      `^([a-z0-9-]{1,50}=((whsec_)?[A-Za-z0-9+/=_-]+|(${[...signatureSchemes.keys()].join('|')})\\+[^,\\s]+)(,|$))*$`,
    ),
    {
      message: `CARRIER_WEBHOOK_SECRETS must be a comma list of <carrier>=whsec_<base64> or <carrier>=<scheme>+<secret>; schemes are ${[...signatureSchemes.keys()].join(', ')}`,
    },
  )
  CARRIER_WEBHOOK_SECRETS = '';

  /**
   * `code=https://…,code2=generic+https://…`: carriers that have to be asked, in their own format or the one
   * named before the plus sign.
   */
  @IsString()
  @Matches(new RegExp(`^([a-z0-9-]{1,50}=((${formatNames.join('|')})\\+)?https?://[^,\\s]+(,|$))*$`), {
    message: `CARRIER_POLL_URLS must be a comma list of <carrier>=[<format>+]<http address>; formats are ${formatNames.join(', ')}`,
  })
  CARRIER_POLL_URLS = '';

  /**
   * `code=user:password,…`: what carriers gave us to ask with. For UPS and FedEx client id and secret, for which tokens
   * are fetched; a token alone stands as password of no user.
   */
  @IsString()
  @Matches(/^([a-z0-9-]{1,50}=[^,:]*:[^,]*(,|$))*$/, {
    message: 'CARRIER_KEYS must be a comma list of <carrier>=<user>:<password>',
  })
  CARRIER_KEYS = '';

  /** `code=number,…`: our number as a carrier's customer, where it wants that beside the key (UPS). */
  @IsString()
  @Matches(/^([a-z0-9-]{1,50}=[A-Za-z0-9]{1,50}(,|$))*$/, {
    message: 'CARRIER_ACCOUNTS must be a comma list of <carrier>=<account number>',
  })
  CARRIER_ACCOUNTS = '';

  /** `code=30/20000,…`: questions per minute and per day that a carrier gets, instead of the two defaults below. */
  @IsString()
  @Matches(/^([a-z0-9-]{1,50}=[1-9]\d{0,5}\/[1-9]\d{0,8}(,|$))*$/, {
    message: 'CARRIER_BUDGETS must be a comma list of <carrier>=<per minute>/<per day>',
  })
  CARRIER_BUDGETS = '';

  /** Silence after which a parcel counts as stalled. Two days: longer than a weekend's gap between two hub scans. */
  @IsInt() @Min(1) @Max(7_776_000) STALL_AFTER_SECONDS = 172_800;

  /** Usual distance between two questions about one parcel; up to a fifth is added at random. */
  @IsInt() @Min(1) @Max(86_400) POLL_INTERVAL_SECONDS = 1_800;

  /** Never ask sooner than this about the same parcel. Some carriers refuse the same question twice within a minute. */
  @IsInt() @Min(1) @Max(86_400) POLL_MIN_DISTANCE_SECONDS = 75;

  /** Questions that one carrier gets in one minute from all processes together. */
  @IsInt() @Min(1) @Max(60_000) POLL_BUDGET_PER_MINUTE = 120;

  /** Questions that one carrier gets in one day (UTC) from all processes together. */
  @IsInt() @Min(1) @Max(100_000_000) POLL_BUDGET_PER_DAY = 100_000;

  /** How long to wait for one answer of a carrier. */
  @IsInt() @Min(100) @Max(60_000) POLL_TIMEOUT_MS = 8_000;

  /**
   * Web push: the public key that notification sends with. Set: the page offers it to browsers that can; which key they
   * subscribe with is notification's to say, and whether the shop wants it.
   */
  @IsOptional() @Matches(/^B[A-P][A-Za-z0-9_-]{85}$/) WEB_PUSH_PUBLIC_KEY?: string;

  /** Wrong tokens from one address in a minute; then it has to wait. Nobody mistypes an address this often. */
  @IsInt() @Min(1) @Max(10_000) TOKEN_FAILURES_PER_MINUTE = 20;
}
