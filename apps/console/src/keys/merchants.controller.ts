import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CurrentActor, PageQuery, Roles, type Actor } from '#platform';
import { RegisterMerchantDto } from './dto/register-merchant.dto.js';
import type { Merchant } from './merchant.entity.js';
import { MerchantsService } from './merchants.service.js';

interface MerchantResponseDto {
  readonly id: string;
  readonly name: string;
  readonly defaultLanguage: string;
  readonly currency: string;
  readonly createdAt: Date;
}

@Controller('v1/merchants')
@Roles('operator')
export class MerchantsController {
  constructor(private readonly merchants: MerchantsService) {}

  @Post()
  async register(@CurrentActor() actor: Actor, @Body() command: RegisterMerchantDto): Promise<MerchantResponseDto> {
    return responseOf(await this.merchants.registerMerchant(actor, command));
  }

  @Get()
  async list(@Query() query: PageQuery): Promise<{ items: MerchantResponseDto[]; next: string | null }> {
    const page = await this.merchants.list(query);
    return { items: page.items.map(responseOf), next: page.next };
  }
}

function responseOf({ id, name, defaultLanguage, currency, createdAt }: Merchant): MerchantResponseDto {
  return { id, name, defaultLanguage, currency, createdAt };
}
