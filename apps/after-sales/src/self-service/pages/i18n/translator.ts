import { translators, type Translate as TranslateOf } from '#platform';
import { en, type MessageKey } from './en.js';
import { tr } from './tr.js';

/** Says a text of the self-service pages in one language. */
export type Translate = TranslateOf<MessageKey>;

/** A speaker of one language of the self-service pages. */
export const translator = translators<MessageKey>({ tr, en });
