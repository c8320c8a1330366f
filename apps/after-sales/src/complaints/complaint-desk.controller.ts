import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, IdPipe, merchantOf, merchantScope, Roles, unprocessable, type Actor } from '#platform';
import { MerchantQuery } from '../merchant.query.js';
import type { ComplaintSettings } from './domain/complaint-settings.js';
import { CloseIncidentDto, ComplaintSettingsDto, IncidentsQuery, MacroDto } from './dto/complaint.dto.js';
import { IncidentsService, type IncidentView } from './incidents.service.js';
import { ComplaintSettingsService, type Macro } from './settings.service.js';

/** What a desk works with besides its queue. */
@Controller('v1')
@Roles('merchant', 'operator')
export class ComplaintDeskController {
  constructor(
    private readonly settings: ComplaintSettingsService,
    private readonly incidents: IncidentsService,
  ) {}

  @Get('complaint-settings')
  readSettings(@CurrentActor() actor: Actor, @Query() { merchantId }: MerchantQuery): Promise<ComplaintSettings> {
    return this.settings.read(merchantOf(actor, merchantId));
  }

  /** Clocks that run already keep their times. */
  @Put('complaint-settings')
  saveSettings(
    @CurrentActor() actor: Actor,
    @Query() { merchantId }: MerchantQuery,
    @Body() body: ComplaintSettingsDto,
  ): Promise<ComplaintSettings> {
    if (body.calendar.closesAt <= body.calendar.opensAt)
      throw unprocessable('CALENDAR', 'The desk closes after it has opened.', [
        { pointer: '/calendar/closesAt', code: 'CALENDAR', detail: 'Give a minute after opensAt.' },
      ]);
    return this.settings.save(merchantOf(actor, merchantId), body);
  }

  @Get('complaint-macros')
  async macros(@CurrentActor() actor: Actor, @Query() { merchantId }: MerchantQuery): Promise<{ items: Macro[] }> {
    return { items: await this.settings.macros(merchantOf(actor, merchantId)) };
  }

  /** A macro of the same name is replaced. */
  @Post('complaint-macros')
  saveMacro(
    @CurrentActor() actor: Actor,
    @Query() { merchantId }: MerchantQuery,
    @Body() { name, text }: MacroDto,
  ): Promise<Macro> {
    return this.settings.saveMacro(merchantOf(actor, merchantId), name, text);
  }

  @Delete('complaint-macros/:id')
  @HttpCode(204)
  deleteMacro(
    @CurrentActor() actor: Actor,
    @Query() { merchantId }: MerchantQuery,
    @Param('id', IdPipe) id: string,
  ): Promise<void> {
    return this.settings.deleteMacro(merchantOf(actor, merchantId), id);
  }

  @Get('incidents')
  async listIncidents(
    @CurrentActor() actor: Actor,
    @Query() query: IncidentsQuery,
  ): Promise<{ items: IncidentView[] }> {
    const scope = merchantScope(actor, query.merchantId);
    return { items: await this.incidents.list(scope, query.state !== 'closed') };
  }

  @Get('incidents/:id')
  incident(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<IncidentView> {
    return this.incidents.one(id, actor.merchantId);
  }

  @Post('incidents/:id/close')
  @HttpCode(204)
  async closeIncident(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { explanation = null }: CloseIncidentDto,
  ): Promise<void> {
    await this.incidents.close(id, actor.merchantId, explanation);
  }
}
