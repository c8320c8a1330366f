import { translators } from '#platform';
import { en } from './en.js';
import { tr } from './tr.js';

/** A speaker of one language of the tracking page. */
export const translator = translators({ tr, en });
