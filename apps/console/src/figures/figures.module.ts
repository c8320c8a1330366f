import { Module } from '@nestjs/common';
import { PeersModule } from '../peers/peers.module.js';
import { FiguresController } from './figures.controller.js';
import { FiguresService } from './figures.service.js';
import { OrderProgressService } from './order-progress.service.js';

@Module({
  imports: [PeersModule],
  controllers: [FiguresController],
  providers: [FiguresService, OrderProgressService],
  exports: [OrderProgressService],
})
export class FiguresModule {}
