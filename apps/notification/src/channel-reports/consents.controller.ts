import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { CurrentActor, merchantOf, Roles, type Actor } from '#platform';
import { ConsentsService, type ConsentView } from './consents.service.js';
import { ConsentMerchantQuery, FindConsentsQuery, RecordConsentDto } from './dto/consents.dto.js';

@Controller('v1/contact-consents')
@Roles('merchant', 'operator')
export class ConsentsController {
  constructor(private readonly consents: ConsentsService) {}

  @Get()
  async list(@CurrentActor() actor: Actor, @Query() query: FindConsentsQuery): Promise<{ items: ConsentView[] }> {
    return { items: await this.consents.find(merchantOf(actor, query.merchantId), query.phone) };
  }

  /** What the owner of a number said: the newest word holds. */
  @Put()
  async record(
    @CurrentActor() actor: Actor,
    @Query() query: ConsentMerchantQuery,
    @Body() { phone, channel, allowed }: RecordConsentDto,
  ): Promise<{ items: ConsentView[] }> {
    return {
      items: await this.consents.record({ merchantId: merchantOf(actor, query.merchantId), phone, channel, allowed }),
    };
  }
}
