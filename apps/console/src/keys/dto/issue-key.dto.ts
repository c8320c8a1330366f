import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { roles, type Role } from '#contracts';
import { IsTime } from '#platform';

export class IssueKeyDto {
  @IsIn(roles) role!: Role;
  @IsOptional() @IsUUID() merchantId?: string | null;
  @IsOptional() @IsUUID() supplierId?: string | null;
  @IsOptional() @IsTime() expiresAt?: string | null;
}
