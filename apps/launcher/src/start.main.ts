import 'reflect-metadata';
import { startAllInOne } from './all-in-one.js';
import { launch } from './launch.js';

await launch(startAllInOne);
