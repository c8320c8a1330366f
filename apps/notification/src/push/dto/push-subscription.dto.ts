import { ECDH } from 'node:crypto';
import { Type } from 'class-transformer';
import {
  IsDefined,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  Validate,
  ValidateNested,
  ValidatorConstraint,
  type ValidatorConstraintInterface,
} from 'class-validator';

/** Longest address of a push service; the known ones stay under 700. Bounds a row of the unique index. */
const ENDPOINT_MAX = 2_000;

/** A point on P-256, uncompressed, base64url: with any other a message could not be encrypted, or not safely. */
@ValidatorConstraint({ name: 'p256Point' })
export class P256PointRule implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    if (typeof value !== 'string' || !/^B[A-P][A-Za-z0-9_-]{85}$/.test(value)) return false;
    try {
      ECDH.convertKey(value, 'prime256v1', 'base64url', 'base64url', 'compressed');
      return true;
    } catch {
      return false;
    }
  }

  defaultMessage(): string {
    return 'p256dh must be an uncompressed point on P-256 in base64url';
  }
}

class PushKeysDto {
  @Validate(P256PointRule) p256dh!: string;
  /** 16 bytes. */
  @Matches(/^[A-Za-z0-9_-]{22}$/) auth!: string;
}

/** As `PushSubscription.toJSON()` writes it (https://www.w3.org/TR/push-api/#pushsubscription-interface). */
export class PushSubscriptionDto {
  @IsString() @MaxLength(ENDPOINT_MAX) endpoint!: string;
  /** Said by hardly any browser: what has expired is answered with 410. */
  @IsOptional() @IsNumber() expirationTime?: number | null;
  @IsDefined() @ValidateNested() @Type(() => PushKeysDto) keys!: PushKeysDto;
}

export class EndPushSubscriptionDto {
  @IsString() @MaxLength(ENDPOINT_MAX) endpoint!: string;
}
