import { runService } from '#platform';
import { supplierSyncService } from './service.js';

await runService(supplierSyncService);
