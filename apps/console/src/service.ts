import { defineService } from '#platform';
import { AuditEntry } from './audit/audit-entry.entity.js';
import { ConsoleConfig } from './config.js';
import { ConsoleModule } from './console.module.js';
import { AccessKey } from './keys/access-key.entity.js';
import { Merchant } from './keys/merchant.entity.js';
import { CreateConsoleTables1795305700000 } from './migrations/1795305700000-create-console-tables.js';
import { CreateInsightTables1795900000000 } from './migrations/1795900000000-create-insight-tables.js';
import { AddAnsweredIndex1796100000000 } from './migrations/1796100000000-add-answered-index.js';
import { AddServiceToSurveys1796200000000 } from './migrations/1796200000000-add-service-to-surveys.js';
import { UnlinkErasedOrders1796400001000 } from './migrations/1796400001000-unlink-erased-orders.js';
import { OWN_PARKED_PATH } from './peers/peers.service.js';
import { consolePersonalData } from './personal-data.js';

export { SignInLinks } from './sessions/sign-in-links.service.js';

export const consoleService = defineService({
  name: 'console',
  config: ConsoleConfig,
  module: ConsoleModule,
  entities: [AccessKey, AuditEntry, Merchant],
  migrations: [
    CreateConsoleTables1795305700000,
    CreateInsightTables1795900000000,
    AddAnsweredIndex1796100000000,
    AddServiceToSurveys1796200000000,
    UnlinkErasedOrders1796400001000,
  ],
  parkedPath: OWN_PARKED_PATH,
  personalData: consolePersonalData,
});
