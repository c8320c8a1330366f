import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { PeersModule } from '../peers/peers.module.js';
import { ParkedController } from './parked.controller.js';
import { ParkedService } from './parked.service.js';

@Module({
  imports: [AuditModule, PeersModule],
  controllers: [ParkedController],
  providers: [ParkedService],
})
export class ParkedModule {}
