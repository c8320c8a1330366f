import { IsIn, IsISO8601, IsOptional, IsUUID } from 'class-validator';
import { roles, type Role } from '#contracts';

export class IssueKeyDto {
  @IsIn(roles) role!: Role;
  @IsOptional() @IsUUID() merchantId?: string | null;
  @IsOptional() @IsUUID() supplierId?: string | null;
  @IsOptional() @IsISO8601({ strict: true }) expiresAt?: string | null;
}
