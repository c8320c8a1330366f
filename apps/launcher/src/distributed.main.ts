import { startDistributed } from './distributed.js';
import { launch } from './launch.js';

await launch(startDistributed);
