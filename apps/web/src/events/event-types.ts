import { words } from '../i18n/catalogue.js';

/** The events that this page has words for, by name. */
export const eventTypes: readonly string[] = Object.keys(words.en)
  .filter((key) => key.startsWith('event.'))
  .map((key) => key.slice('event.'.length))
  .sort();
