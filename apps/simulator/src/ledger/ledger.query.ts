import { Transform } from 'class-transformer';
import { IsIn, IsOptional } from 'class-validator';
import { ledgerParts, type LedgerPart } from './ledger.service.js';

export class LedgerQuery {
  /** Comma list; everything when absent. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @IsIn([...ledgerParts], { each: true })
  parts?: LedgerPart[];
}
