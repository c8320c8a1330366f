import { IsISO4217CurrencyCode, IsLocale, IsString, Length, Matches } from 'class-validator';

export class RegisterMerchantDto {
  @IsString() @Length(1, 200) @Matches(/\S/, { message: 'name must not be blank' }) name!: string;
  @IsLocale() @Length(2, 35) defaultLanguage!: string;
  @IsISO4217CurrencyCode() currency!: string;
}
