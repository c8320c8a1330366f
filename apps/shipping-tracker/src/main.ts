import { runService } from '#platform';
import { shippingTrackerService } from './service.js';

await runService(shippingTrackerService);
