import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Roles, type Actor, type Page } from '#platform';
import { FindNotificationsQuery } from './dto/find-notifications.query.js';
import type { NotificationResponseDto } from './dto/notification-response.dto.js';
import { NotificationsService } from './notifications.service.js';

@Controller('v1/notifications')
@Roles('merchant', 'operator')
export class NotificationsController {
  constructor(private readonly notifications: NotificationsService) {}

  @Get()
  list(@CurrentActor() actor: Actor, @Query() query: FindNotificationsQuery): Promise<Page<NotificationResponseDto>> {
    return this.notifications.list(actor, query);
  }
}
