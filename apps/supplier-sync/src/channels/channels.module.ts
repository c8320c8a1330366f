import { Module } from '@nestjs/common';
import { ApiChannel } from './api-channel.js';
import { ChannelsService } from './channels.service.js';
import { WebhookChannel } from './webhook-channel.js';

@Module({ providers: [ApiChannel, WebhookChannel, ChannelsService], exports: [ChannelsService] })
export class ChannelsModule {}
