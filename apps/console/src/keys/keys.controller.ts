import { Body, Controller, Delete, Get, Header, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CurrentActor, IdPipe, PageQuery, Roles, type Actor, type Page } from '#platform';
import { IssueKeyDto } from './dto/issue-key.dto.js';
import type { IssuedKeyResponseDto, KeyResponseDto } from './dto/key-response.dto.js';
import { KeysService } from './keys.service.js';

@Controller('v1/keys')
@Roles('operator')
export class KeysController {
  constructor(private readonly keys: KeysService) {}

  @Post()
  @Header('Cache-Control', 'no-store')
  issue(
    @CurrentActor() actor: Actor,
    @Headers('authorization') authorization: string,
    @Body() command: IssueKeyDto,
  ): Promise<IssuedKeyResponseDto> {
    return this.keys.issueKey(actor, authorization, command);
  }

  @Get()
  list(@Query() query: PageQuery): Promise<Page<KeyResponseDto>> {
    return this.keys.list(query);
  }

  @Delete(':id')
  @HttpCode(204)
  revoke(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    return this.keys.revokeKey(actor, id);
  }
}
