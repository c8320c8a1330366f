import { IsLocale, IsString, Length, Matches } from 'class-validator';
import { IsCurrency } from '#platform';

export class RegisterMerchantDto {
  @IsString() @Length(1, 200) @Matches(/\S/, { message: 'name must not be blank' }) name!: string;
  @IsLocale() @Length(2, 35) defaultLanguage!: string;
  @IsCurrency() currency!: string;
}
