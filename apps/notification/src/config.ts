import { createECDH } from 'node:crypto';
import {
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  MaxLength,
  Min,
  registerDecorator,
  type ValidationArguments,
} from 'class-validator';
import { ServiceConfig } from '#platform';

/** The private half of the P-256 key in another setting. A pair that does not fit would be refused by every push service. */
function IsPrivateKeyOf(publicName: string): PropertyDecorator {
  const isPair = (privateKey: unknown, details?: ValidationArguments): boolean => {
    const ecdh = createECDH('prime256v1');
    try {
      ecdh.setPrivateKey(Buffer.from(String(privateKey), 'base64url'));
    } catch {
      // Zero, or larger than the curve's order.
      return false;
    }
    const publicKey = (details?.object as Readonly<Record<string, unknown>> | undefined)?.[publicName];
    return ecdh.getPublicKey('base64url') === publicKey;
  };
  return (target, key) =>
    registerDecorator({
      name: 'isPrivateKeyOf',
      target: target.constructor,
      propertyName: String(key),
      validator: { validate: isPair, defaultMessage: () => `${String(key)} must be the private key of ${publicName}` },
    });
}

/** The environment of notification. */
export class NotificationConfig extends ServiceConfig {
  /** The mail server, `smtp://user:password@host:port` or `smtps://…`. Absent: messages wait until there is one. */
  @IsOptional()
  @Matches(/^smtps?:\/\/.+/, { message: 'SMTP_URL must be an smtp:// or smtps:// address' })
  SMTP_URL?: string;

  /** Address that messages come from. The name before it is the merchant's. */
  @IsEmail({ require_tld: false }) MAIL_FROM: string = 'orders@kervan.localhost';

  /** Who hears of what is stuck. Absent: nobody is mailed, the console still shows it. */
  @IsOptional() @IsEmail({ require_tld: false }) OPERATOR_EMAIL?: string;
  @IsIn(['tr', 'en']) OPERATOR_LANGUAGE: string = 'en';

  /**
   * Where to ask whether a message was accepted: `GET {url}?messageId=…` → `{"accepted":true|false}`. Asked
   * before repeating a message whose outcome is unknown. Absent: it is repeated under the same Message-ID,
   * which mail programs show once.
   */
  @IsOptional() @IsUrl({ require_tld: false, protocols: ['http', 'https'] }) MAIL_STATUS_URL?: string;

  /** How long one message may take to hand over, everything included. */
  @IsInt() @Min(100) @Max(300_000) MAIL_SEND_TIMEOUT_MS: number = 20_000;

  /** First pause after a temporary refusal; it doubles each time. */
  @IsInt() @Min(1) @Max(3_600_000) MAIL_RETRY_FIRST_MS: number = 5_000;

  /** How long an alert waits to be acknowledged before it is told again; the pause doubles each time. */
  @IsInt() @Min(60) @Max(604_800) ALERT_REPEAT_SECONDS: number = 14_400;

  /**
   * How long a first step waits for what is decided in the same moment: a return that a policy approves with its
   * label is one message then, not three.
   */
  @IsInt() @Min(0) @Max(86_400) MAIL_SETTLE_SECONDS: number = 60;

  /** A message older than this is given up: nobody wants to hear on Friday what was true on Monday. */
  @IsInt() @Min(1) @Max(2_592_000) MAIL_GIVE_UP_SECONDS: number = 259_200;

  /** How long a text message or a WhatsApp message may take to hand over. */
  @IsInt() @Min(100) @Max(60_000) CHANNEL_TIMEOUT_MS: number = 10_000;

  /** Text messages: account, token and sender (a number in E.164, or a messaging service `MG…`) at Twilio. */
  @IsOptional() @IsString() @Matches(/^AC[0-9a-zA-Z]{2,62}$/) TWILIO_ACCOUNT_SID?: string;
  @IsOptional() @IsString() @MaxLength(200) TWILIO_AUTH_TOKEN?: string;
  @IsOptional() @Matches(/^(\+[1-9]\d{7,14}|MG[0-9a-zA-Z]{2,62})$/) SMS_FROM?: string;
  @IsUrl({ require_tld: false, protocols: ['http', 'https'] }) TWILIO_API_URL: string = 'https://api.twilio.com';

  /** WhatsApp: number, token, and what Meta signs its webhooks with. The version of its API is in the address. */
  @IsOptional() @Matches(/^\d{1,32}$/) WHATSAPP_PHONE_NUMBER_ID?: string;
  @IsOptional() @IsString() @MaxLength(1_000) WHATSAPP_TOKEN?: string;
  @IsOptional() @IsString() @MaxLength(200) WHATSAPP_APP_SECRET?: string;
  /** Said by Meta when the webhook's address is set, and by nobody else. */
  @IsOptional() @IsString() @MaxLength(200) WHATSAPP_VERIFY_TOKEN?: string;
  @IsUrl({ require_tld: false, protocols: ['http', 'https'] })
  WHATSAPP_API_URL: string = 'https://graph.facebook.com/v23.0';
  /** Before the name of a kind of message, `order_shipped`: what its approved template is called. */
  @Matches(/^[a-z0-9_]{0,50}$/) WHATSAPP_TEMPLATE_PREFIX: string = 'kervan_';
  /** How long a message whose handing over had no answer waits for Meta's word on it before it is sent again. */
  @IsInt() @Min(1) @Max(86_400) WHATSAPP_REPORT_WAIT_SECONDS: number = 120;

  /**
   * Web push: the key pair by which push services know this installation (RFC 8292), P-256, base64url; the public one
   * is uncompressed. Absent: no browser is offered it. Kept for years: a new pair ends every subscription.
   */
  @IsOptional() @Matches(/^B[A-P][A-Za-z0-9_-]{85}$/) WEB_PUSH_PUBLIC_KEY?: string;
  @IsOptional()
  @Matches(/^[A-Za-z0-9_-]{43}$/)
  @IsPrivateKeyOf('WEB_PUSH_PUBLIC_KEY')
  WEB_PUSH_PRIVATE_KEY?: string;
  /** Whom a push service may write to about it, `mailto:` or `https:`; absent: MAIL_FROM. */
  @IsOptional() @Matches(/^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/) WEB_PUSH_SUBJECT?: string;
  /** How long one browser's push service may take. The large ones answer in tenths of a second. */
  @IsInt() @Min(50) @Max(60_000) WEB_PUSH_TIMEOUT_MS: number = 5_000;
  /** Days after which a browser that nothing was sent to is forgotten. */
  @IsInt() @Min(1) @Max(3_650) WEB_PUSH_KEPT_DAYS: number = 180;

  /** Wrong tokens from one address in a minute; then it has to wait. Nobody mistypes an address this often. */
  @IsInt() @Min(1) @Max(10_000) TOKEN_FAILURES_PER_MINUTE: number = 20;

  /** Pause between two looks for webhooks of merchants that are due; what a new event waits at most. */
  @IsInt() @Min(10) @Max(60_000) WEBHOOK_POLL_MS: number = 500;
  /** How long a merchant's endpoint may take. Standard Webhooks recommends 15 to 30 s. */
  @IsInt() @Min(50) @Max(60_000) WEBHOOK_TIMEOUT_MS: number = 15_000;
  /** Pause before the first repetition; doubles each time, with jitter. */
  @IsInt() @Min(10) @Max(3_600_000) WEBHOOK_RETRY_FIRST_MS: number = 5_000;
  /** Longest pause between two calls with the same message: six hours, after about half a day. */
  @IsInt() @Min(10) @Max(86_400_000) WEBHOOK_RETRY_LONGEST_MS: number = 21_600_000;
  /** A message that failed for so long is given up until somebody sends it again. */
  @IsInt() @Min(1) @Max(2_592_000) WEBHOOK_GIVE_UP_SECONDS: number = 259_200;
  /** An endpoint without one success for so long gets nothing more until somebody makes it active again. */
  @IsInt() @Min(1) @Max(2_592_000) WEBHOOK_DISABLE_AFTER_SECONDS: number = 432_000;
  /** How long an endpoint's breaker stays open before it lets one call try. */
  @IsInt() @Min(10) @Max(3_600_000) WEBHOOK_BREAKER_REST_MS: number = 30_000;
  /** Days for which messages to endpoints are kept, with their log: what can be sent again. */
  @IsInt() @Min(1) @Max(365) WEBHOOK_LOG_DAYS: number = 30;

  /** List-Id of everything sent, RFC 2919. */
  @IsString() @MaxLength(200) @Matches(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/) MAIL_LIST_ID: string = 'orders.kervan.localhost';

  /** How long what was told is kept word by word, days: as long as somebody asks what a mail said. */
  @IsInt() @Min(30) @Max(3_650) MAIL_TEXTS_KEPT_DAYS: number = 365;
}
