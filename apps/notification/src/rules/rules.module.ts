import { Module } from '@nestjs/common';
import { VersionsModule } from '../versions/versions.module.js';
import { RulesController } from './rules.controller.js';
import { RulesService } from './rules.service.js';

@Module({ imports: [VersionsModule], controllers: [RulesController], providers: [RulesService] })
export class RulesModule {}
