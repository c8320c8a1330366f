import { runService } from '#platform';
import { sampleService } from './sample.service.js';

await runService(sampleService);
