import type { ValidatorConstraintInterface } from 'class-validator';
import { ValidatorConstraint } from 'class-validator';

/** An address that webhooks can go to. Which hosts may be reached is checked at each call, not here. */
@ValidatorConstraint({ name: 'webhookUrl' })
export class WebhookUrlRule implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    if (typeof value !== 'string' || !URL.canParse(value)) return false;
    const { protocol, username, password } = new URL(value);
    return ['http:', 'https:'].includes(protocol) && username === '' && password === '';
  }

  defaultMessage(): string {
    return 'url must be an http or https address without credentials';
  }
}

/** A Standard Webhooks symmetric secret: `whsec_` and 24 to 64 bytes in base64. */
@ValidatorConstraint({ name: 'webhookSecret' })
export class WebhookSecretRule implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    if (typeof value !== 'string' || !/^whsec_[A-Za-z0-9+/]+={0,2}$/.test(value)) return false;
    const bytes = Buffer.from(value.slice('whsec_'.length), 'base64').length;
    return bytes >= 24 && bytes <= 64;
  }

  defaultMessage(): string {
    return 'secret must be whsec_ followed by 24 to 64 bytes in base64';
  }
}
