import { Controller, Get, Query } from '@nestjs/common';
import { IsIn, IsOptional } from 'class-validator';
import { PageQuery, Roles, type Page } from '#platform';
import { auditActions, type AuditEntry } from './audit-entry.entity.js';
import { AuditService } from './audit.service.js';

export class AuditQuery extends PageQuery {
  @IsOptional() @IsIn(auditActions) action?: string;
}

@Controller('v1/audit')
@Roles('operator')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Get()
  list(@Query() query: AuditQuery): Promise<Page<AuditEntry>> {
    return this.audit.list(query);
  }
}
