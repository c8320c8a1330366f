import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { PeersModule } from '../peers/peers.module.js';
import { ReplaysController } from './replays.controller.js';
import { ReplaysService } from './replays.service.js';

@Module({ imports: [AuditModule, PeersModule], controllers: [ReplaysController], providers: [ReplaysService] })
export class ReplaysModule {}
