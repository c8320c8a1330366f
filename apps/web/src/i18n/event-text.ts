import type { EventItem } from '../api/types.js';
import { carrierName } from '../ui/carrier-name.js';
import { messages, type WordKind } from './catalogue.js';
import type { Language } from './format.js';
import { translate, wordFor } from './translate.js';

/** Parameters that are codes, and what sort of code each is. */
const codeKinds: Readonly<Record<string, WordKind>> = {
  reasonCode: 'reason',
  nextAction: 'next',
  audience: 'audience',
  template: 'template',
  channel: 'channel',
  releasedBy: 'released-by',
  status: 'shipment-status',
  clause: 'clause',
  deadline: 'deadline',
};

function valueOf(language: Language, name: string, value: unknown): string | number {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return '–';
  if (name === 'carrier' || name === 'carriers') return value.split(', ').map(carrierName).join(', ');
  const kind = codeKinds[name];
  return kind ? wordFor(language, kind, value) : value;
}

type SentenceKey = Extract<keyof (typeof messages)['en'], `say.${string}`>;
const isSentence = (key: string): key is SentenceKey => key in messages.en;

/** What happened, as a sentence in the language; what the server wrote when the event is new to this page. */
export function eventSentence(language: Language, event: EventItem): string {
  const key = `say.${event.type}`;
  const parameters = event.summaryParameters;
  if (!isSentence(key) || !parameters) return event.summary;
  const named = Object.entries(parameters).map(([name, value]) => [name, valueOf(language, name, value)] as const);
  try {
    return translate(language, key, Object.fromEntries(named));
  } catch {
    // The server sent other parameters than this sentence needs: its own sentence is the better one.
    return event.summary;
  }
}

/** A word or two for a mark on a timeline; the parcel's state and the kind of mail say more than the event's name. */
export function eventLabel(language: Language, event: EventItem): string {
  const { type, data } = event;
  if (type === 'shipment.status-changed' && typeof data['status'] === 'string') {
    return wordFor(language, 'shipment-status', data['status']).toLocaleLowerCase(language);
  }
  if (type === 'notification.sent' && typeof data['template'] === 'string') {
    return wordFor(language, 'template', data['template']);
  }
  return wordFor(language, 'event', type);
}
