import { IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { returnReasons, type ReturnReason } from '#contracts';

/** Orders that are looked at in one answer: read and answered twice in a moment. */
const ORDERS_MAX = 200;
/** As long as a policy's own window can be. */
const DAYS_MAX = 3_650;

/** Which question to ask both policies: about one order, or about the newest that were delivered. */
export class PreviewPolicyDto {
  @IsOptional() @IsUUID() orderId?: string | null;
  /** Without an order: how many of the newest delivered ones. */
  @IsOptional() @IsInt() @Min(1) @Max(ORDERS_MAX) orders?: number | null;
  /** Why every unit of it would come back. Absent: customers changed their mind. */
  @IsOptional() @IsIn([...returnReasons]) reasonCode?: ReturnReason | null;
  /** As if each customer had asked so many days after delivery. Absent: now. */
  @IsOptional() @IsInt() @Min(0) @Max(DAYS_MAX) daysAfterDelivery?: number | null;
}
