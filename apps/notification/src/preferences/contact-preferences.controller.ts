import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Roles, type Actor } from '#platform';
import { FindPreferencesQuery } from './dto/find-preferences.query.js';
import { PreferencesService, type RecordedPreferences } from './preferences.service.js';

@Controller('v1/contact-preferences')
@Roles('merchant', 'operator')
export class ContactPreferencesController {
  constructor(private readonly preferences: PreferencesService) {}

  /** How the customer of an order is written to, and every word that it rests on, with its time and source. */
  @Get()
  ofOrder(@CurrentActor() actor: Actor, @Query() { orderId }: FindPreferencesQuery): Promise<RecordedPreferences> {
    return this.preferences.ofOrder(orderId, actor.merchantId);
  }
}
