import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { CurrentActor, decodeCursor, limitOf, merchantOf, pageOf, Roles, type Actor, type Page } from '#platform';
import { ContactsMerchantQuery, FindContactChangesQuery, ReplaceContactsDto } from './dto/merchant-contacts.dto.js';
import { MerchantContactsService, type ContactChange, type ContactsView } from './merchant-contacts.service.js';

/** Who of a shop is mailed when something of it needs a person. */
@Controller('v1/notification-contacts')
@Roles('merchant', 'operator')
export class MerchantContactsController {
  constructor(private readonly contacts: MerchantContactsService) {}

  @Get()
  list(@CurrentActor() actor: Actor, @Query() query: ContactsMerchantQuery): Promise<ContactsView> {
    return this.contacts.view(merchantOf(actor, query.merchantId));
  }

  /** Names all of them. What waits for somebody who is not named any more is not sent. */
  @Put()
  replace(
    @CurrentActor() actor: Actor,
    @Query() query: ContactsMerchantQuery,
    @Body() { contacts }: ReplaceContactsDto,
  ): Promise<ContactsView> {
    return this.contacts.replace(merchantOf(actor, query.merchantId), contacts, actor);
  }

  /** Who changed them, newest first. */
  @Get('changes')
  async changes(@CurrentActor() actor: Actor, @Query() query: FindContactChangesQuery): Promise<Page<ContactChange>> {
    const limit = limitOf(query);
    const beforeId = decodeCursor(query.after, 'id')?.[0] ?? null;
    const found = await this.contacts.changes(merchantOf(actor, query.merchantId), beforeId, limit + 1);
    return pageOf(found, limit, ({ id }) => [id]);
  }
}
