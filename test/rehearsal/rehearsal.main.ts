import 'reflect-metadata';
import { campaign } from './campaign.js';
import { rehearsalOptions, UsageError } from './options.js';

try {
  process.exit(await campaign(rehearsalOptions(process.argv.slice(2))));
} catch (error) {
  console.error(error instanceof UsageError ? error.message : error);
  process.exit(1);
}
