import { Global, Module } from '@nestjs/common';
import { DeedsService } from './deeds.service.js';

@Global()
@Module({ providers: [DeedsService], exports: [DeedsService] })
export class DeedsModule {}
