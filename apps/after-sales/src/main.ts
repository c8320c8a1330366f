import { runService } from '#platform';
import { afterSalesService } from './service.js';

await runService(afterSalesService);
