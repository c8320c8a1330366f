import {
  IsIn,
  IsInt,
  IsISO4217CurrencyCode,
  IsNumber,
  IsOptional,
  IsString,
  IsUrl,
  Length,
  Matches,
  Max,
  Min,
  registerDecorator,
} from 'class-validator';
import { ServiceConfig } from '#platform';
import { parseCarrierLies } from './carriers/domain/carrier-lies.js';
import { parseCrowd } from './world/domain/crowd.js';
import { parseMisbehaviour } from './world/domain/misbehaviour.js';
import { RatesError } from './world/domain/rates.js';

const anyHttpUrl = { require_tld: false, protocols: ['http', 'https'] };

/** A text that `parse` can read. @param parse throws RatesError. */
function IsRates(parse: (text: string) => unknown): PropertyDecorator {
  const faultOf = (text: unknown): string | null => {
    try {
      parse(String(text));
      return null;
    } catch (error) {
      if (error instanceof RatesError) return error.message;
      throw error;
    }
  };
  return (target, key) =>
    registerDecorator({
      name: 'isRates',
      target: target.constructor,
      propertyName: String(key),
      validator: {
        validate: (value: unknown) => faultOf(value) === null,
        defaultMessage: (details) => `${String(key)} is not usable: ${faultOf(details?.value) ?? ''}`,
      },
    });
}

/** The environment of the simulated outside world. */
export class SimulatorConfig extends ServiceConfig {
  /** The product's address in front, as any outsider has it. */
  @IsUrl(anyHttpUrl) PRODUCT_URL: string = 'http://127.0.0.1:3000';
  /** Holds the operator's and the merchant's key; the suppliers' keys are added here. */
  @IsString() @Length(1, 4096) KEYS_FILE: string = '.kervan/keys.json';
  /** Where the product reaches this process; its own address when absent. */
  @IsOptional() @IsUrl(anyHttpUrl) SIMULATOR_URL?: string;

  /** The same seed gives the same customers, orders and stock, and the same treatment of the same purchase order. */
  @IsString() @Length(1, 100) SEED: string = 'caravan';
  /** How many times faster than life partners act: at 3600 an hour of theirs is a second. */
  @IsNumber() @Min(1) @Max(1_000_000) SPEED: number = 3600;
  /** See `parseMisbehaviour`; for instance `twice=0.1,reject=0.05`. */
  @IsString() @IsRates(parseMisbehaviour) MISBEHAVIOUR: string = '';
  /** See `parseCrowd`; for instance `returns=0.15,complaints=0.08`. Empty: nobody does anything after an order came. */
  @IsString() @IsRates(parseCrowd) CROWD: string = '';

  /** Orders that customers place by themselves; 0 for none. */
  @IsNumber() @Min(0) @Max(60_000) ORDERS_PER_MINUTE: number = 12;
  /** After so many orders the customers stop by themselves; 0 for never. */
  @IsInt() @Min(0) @Max(10_000_000) ORDERS_MAX: number = 0;
  /** Comma list of the stores that sell. */
  @Matches(/^(shopify|rest)(,(shopify|rest))*$/, { message: 'STORE_PLATFORMS must be a comma list of shopify, rest' })
  STORE_PLATFORMS: string = 'shopify,rest';
  @IsISO4217CurrencyCode() CURRENCY: string = 'TRY';
  /** Distance between two stock messages of one supplier. */
  @IsInt() @Min(1) @Max(86_400) FEED_SECONDS: number = 60;
  /** Distance between two questions of a supplier that fetches its purchase orders. */
  @IsInt() @Min(50) @Max(60_000) PULL_INTERVAL_MS: number = 1_000;

  /** Mailbox; 0 lets the system choose. */
  @IsInt() @Min(0) @Max(65_535) SMTP_PORT: number = 0;
  /** Address that the mailbox binds to. */
  @IsIn(['127.0.0.1', '::1', '0.0.0.0']) SMTP_HOST: string = '127.0.0.1';
  /** What carriers sign their webhooks with: Standard Webhooks, `whsec_` and base64. */
  @Matches(/^whsec_[A-Za-z0-9+/=]{16,}$/, { message: 'CARRIER_WEBHOOK_SECRET must be whsec_<base64>' })
  CARRIER_WEBHOOK_SECRET: string = `whsec_${Buffer.from('kervan demo carrier, not a secret').toString('base64')}`;
  /** See `parseCarrierLies`; for instance `yurtici=html:0.1+cut:0.05,ups=limit:0.02`. Empty: servers tell the truth. */
  @IsString() @IsRates(parseCarrierLies) CARRIER_LIES: string = '';
  /** `ups=id:secret,fedex=id:secret`: carriers that answer only with a token, and whom they give one. */
  @Matches(/^((ups|fedex)=[^,:]+:[^,]+(,|$))*$/, {
    message: 'CARRIER_CLIENTS must be a comma list of ups|fedex=<id>:<secret>',
  })
  CARRIER_CLIENTS: string = '';
  /** How long a token counts. */
  @IsInt() @Min(1) @Max(86_400) CARRIER_TOKEN_SECONDS: number = 3_600;
  /** What requests for refunds are signed with: Standard Webhooks, `whsec_` and base64. */
  @Matches(/^whsec_[A-Za-z0-9+/=]{16,}$/, { message: 'STORE_REFUND_SECRET must be whsec_<base64>' })
  STORE_REFUND_SECRET: string = `whsec_${Buffer.from('kervan demo store, not a secret').toString('base64')}`;
  /** What networks sign their callbacks with: Twilio's token and Meta's app secret in one. */
  @IsString() @Length(8, 200) PHONE_SECRET: string = 'kervan demo phones, not a secret';
}
