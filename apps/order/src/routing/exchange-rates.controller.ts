import { Body, Controller, Get, HttpCode, Put, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  ValidateNested,
} from 'class-validator';
import { CurrentActor, IsCurrency, merchantOf, Roles, type Actor, type Page } from '#platform';
import type { ExchangeRate } from './domain/exchange.js';
import { ExchangeRatesService } from './exchange-rates.service.js';

class ExchangeRateDto {
  @IsCurrency() from!: string;
  @IsCurrency() to!: string;
  /** Units of `to` for one unit of `from`, a decimal above zero. */
  @IsString()
  @Matches(/^(?=.*[1-9])\d{1,12}(\.\d{1,12})?$/, { message: '$property must be a decimal above zero, as text' })
  rate!: string;
  /** `YYYY-MM-DD`. */
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: '$property must be a day, YYYY-MM-DD' })
  @IsISO8601({ strict: true }, { message: '$property must be a day that exists' })
  date!: string;
  /** Who gave the rate, for instance a central bank. */
  @IsString() @Length(1, 100) source!: string;
}

class ExchangeRatesDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ArrayUnique((rate: unknown) => (rate instanceof ExchangeRateDto ? `${rate.from} ${rate.to} ${rate.date}` : rate), {
    message: 'rates must not have the same pair and day twice',
  })
  @ValidateNested({ each: true })
  @Type(() => ExchangeRateDto)
  rates!: ExchangeRateDto[];
}

class OwnerQuery {
  /** For an operator; every other key has its own merchant. */
  @IsOptional() @IsUUID() merchantId?: string;
}

@Controller('v1/routing/exchange-rates')
@Roles('merchant', 'operator')
export class ExchangeRatesController {
  constructor(private readonly rates: ExchangeRatesService) {}

  /** The newest rate of each pair. */
  @Get()
  async list(@CurrentActor() actor: Actor, @Query() { merchantId }: OwnerQuery): Promise<Page<ExchangeRate>> {
    return { items: await this.rates.newest(merchantOf(actor, merchantId)), next: null };
  }

  /** Adds rates or replaces those of the same pair and day; decisions that were made keep theirs. */
  @Put()
  @HttpCode(200)
  async put(
    @CurrentActor() actor: Actor,
    @Query() { merchantId }: OwnerQuery,
    @Body() { rates }: ExchangeRatesDto,
  ): Promise<Page<ExchangeRate>> {
    const owner = merchantOf(actor, merchantId);
    await this.rates.put(owner, rates);
    return { items: await this.rates.newest(owner), next: null };
  }
}
