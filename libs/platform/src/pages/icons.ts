import { markup, type Markup } from './markup.js';

/** Icons repeat what the words say; readers skip them. */
const icon = (path: Markup): Markup =>
  markup`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${path}</svg>`;

/** On its way or in preparation. */
export const parcelIcon = icon(
  markup`<path d="M3 8l9-5 9 5v8l-9 5-9-5z"/><path d="M3 8l9 5 9-5M12 13v8M7.5 5.5l9 5"/>`,
);
/** Arrived. */
export const doneIcon = icon(markup`<path d="M4 12.5l5.5 5.5L20 7"/>`);
/** Needs attention. */
export const attentionIcon = icon(markup`<path d="M12 7v6M12 17h.01"/><circle cx="12" cy="12" r="9.5"/>`);
/** Not found. */
export const searchIcon = icon(markup`<circle cx="11" cy="11" r="7"/><path d="M20 20l-4-4"/>`);
