import { runService } from '#platform';
import { simulatorService } from './service.js';

await runService(simulatorService);
