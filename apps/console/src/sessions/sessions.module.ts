import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { KeysModule } from '../keys/keys.module.js';
import { PeersModule } from '../peers/peers.module.js';
import { SessionHook } from './session-hook.service.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsService } from './sessions.service.js';
import { SignInLinks } from './sign-in-links.service.js';

@Module({
  imports: [AuditModule, KeysModule, PeersModule],
  controllers: [SessionsController],
  providers: [SessionHook, SessionsService, SignInLinks],
  exports: [SignInLinks],
})
export class SessionsModule {}
