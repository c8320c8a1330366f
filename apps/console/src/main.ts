import { runService } from '#platform';
import { consoleService } from './service.js';

await runService(consoleService);
