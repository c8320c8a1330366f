import { runService } from '#platform';
import { orderService } from './service.js';

await runService(orderService);
