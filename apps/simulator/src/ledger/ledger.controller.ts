import { Controller, Get, Query } from '@nestjs/common';
import { Public } from '#platform';
import { LedgerQuery } from './ledger.query.js';
import { ledgerParts, LedgerService } from './ledger.service.js';

@Public()
@Controller('sim')
export class LedgerController {
  constructor(private readonly ledger: LedgerService) {}

  @Get('ledger')
  read(@Query() { parts }: LedgerQuery): Promise<object> {
    return this.ledger.read(parts ?? ledgerParts);
  }

  @Get('state')
  state(): Promise<object> {
    return this.ledger.state();
  }
}
