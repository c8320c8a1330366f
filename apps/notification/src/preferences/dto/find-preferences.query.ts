import { IsUUID } from 'class-validator';

export class FindPreferencesQuery {
  /** Of the customer of this order. */
  @IsUUID() orderId!: string;
}
