import { Global, Module } from '@nestjs/common';
import { WorldService } from './world.service.js';

@Global()
@Module({ providers: [WorldService], exports: [WorldService] })
export class WorldModule {}
