import { Module } from '@nestjs/common';
import { Peers } from './peers.service.js';

@Module({ providers: [Peers], exports: [Peers] })
export class PeersModule {}
