import { Module } from '@nestjs/common';
import { AuditModule } from './audit/audit.module.js';
import { EventsModule } from './events/events.module.js';
import { FiguresModule } from './figures/figures.module.js';
import { FrontModule } from './front/front.module.js';
import { InsightModule } from './insight/insight.module.js';
import { KeysModule } from './keys/keys.module.js';
import { ParkedModule } from './parked/parked.module.js';
import { ReplaysModule } from './replays/replays.module.js';
import { SessionsModule } from './sessions/sessions.module.js';

@Module({
  imports: [
    AuditModule,
    EventsModule,
    FiguresModule,
    FrontModule,
    InsightModule,
    KeysModule,
    ParkedModule,
    ReplaysModule,
    SessionsModule,
  ],
})
export class ConsoleModule {}
