import { IsString, Length } from 'class-validator';

export class SignInDto {
  @IsString() @Length(1, 200) key!: string;
}

export class SignInByLinkDto {
  @IsString() @Length(1, 200) token!: string;
}
