import { IsEmail, IsIn, IsInt, IsOptional, IsString, IsUrl, Matches, Max, MaxLength, Min } from 'class-validator';
import { ServiceConfig } from '#platform';

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

  /** List-Id of everything sent, RFC 2919. */
  @IsString() @MaxLength(200) @Matches(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/) MAIL_LIST_ID: string = 'orders.kervan.localhost';
}
