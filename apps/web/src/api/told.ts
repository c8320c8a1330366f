import { http, ifMatch, queryString } from './http.js';
import type {
  BuiltInTexts,
  ContactPreferences,
  ExampleOrder,
  MessageLanguage,
  MessageTemplate,
  MessageTexts,
  NotificationRules,
  Page,
  RenderedMail,
  ReplayedTelling,
  ShopContact,
  ShopContacts,
  VersionState,
} from './types.js';

const TEMPLATES = '/v1/message-templates';
const at = (id: string): string => `${TEMPLATES}/${encodeURIComponent(id)}`;

export interface TemplateFilter {
  merchantId: string;
  template?: string;
  language?: MessageLanguage;
  state?: VersionState;
}

/** Which texts. */
export interface TextsOf {
  template: string;
  language: MessageLanguage;
  texts: MessageTexts;
}

/** Newest first; of one kind and language there are tens. */
export const listTemplates = (filter: TemplateFilter): Promise<Page<MessageTemplate>> =>
  http.get(TEMPLATES, { ...filter, limit: 200 });
export const listBuiltInTexts = (): Promise<{ items: BuiltInTexts[] }> => http.get(`${TEMPLATES}/built-in`);
/** Orders that gave reason for a kind of message: what a preview can be of. */
export const listExamples = (merchantId: string, template: string): Promise<{ items: ExampleOrder[] }> =>
  http.get(`${TEMPLATES}/examples`, { merchantId, template });

/** Makes a draft. @throws Problem 422 with each fault at `/texts/<part>`, as {@link saveTexts}. */
export const createTemplate = (merchantId: string, wanted: TextsOf): Promise<MessageTemplate> =>
  http.post(TEMPLATES + queryString({ merchantId }), wanted);
export const getTemplate = (id: string): Promise<MessageTemplate> => http.get(at(id));
/** @param seen the revision that was changed; null: over whatever is there. */
export const saveTexts = (id: string, texts: MessageTexts, seen: number | null): Promise<MessageTemplate> =>
  http.put(at(id), { texts }, ifMatch(seen));
/** As it was seen. */
export const activateTemplate = (id: string, revision: number): Promise<MessageTemplate> =>
  http.post(`${at(id)}/activate`, {}, ifMatch(revision));
export const archiveTemplate = (id: string): Promise<MessageTemplate> => http.post(`${at(id)}/archive`);
export const previewTemplate = (id: string, orderId: string): Promise<RenderedMail> =>
  http.get(`${at(id)}/preview`, { orderId });
/** Mails it to an address of the merchant's own, marked as a test. */
export const testTemplate = (id: string, orderId: string, to: string): Promise<{ notificationId: string }> =>
  http.post(`${at(id)}/test`, { orderId, to });

/** What the customer of an order decided about being written to. */
export const getContactPreferences = (orderId: string): Promise<ContactPreferences> =>
  http.get('/v1/contact-preferences', { orderId });

const RULES = '/v1/notification-rules';
const ruleAt = (id: string): string => `${RULES}/${encodeURIComponent(id)}`;

export type RulesBody = Pick<NotificationRules, 'name' | 'content'>;

/** Newest first. A merchant has tens of them. */
export const listRules = (merchantId: string): Promise<Page<NotificationRules>> =>
  http.get(RULES, { merchantId, limit: 200 });
export const getRules = (id: string): Promise<NotificationRules> => http.get(ruleAt(id));
/** Makes a draft. */
export const createRules = (merchantId: string, body: RulesBody): Promise<NotificationRules> =>
  http.post(RULES + queryString({ merchantId }), body);
/** @param seen the revision that was changed; null: over whatever is there. */
export const saveRules = (id: string, body: RulesBody, seen: number | null): Promise<NotificationRules> =>
  http.put(ruleAt(id), body, ifMatch(seen));
/** As they were seen. */
export const activateRules = ({ id, revision }: NotificationRules): Promise<NotificationRules> =>
  http.post(`${ruleAt(id)}/activate`, {}, ifMatch(revision));
export const archiveRules = (id: string): Promise<NotificationRules> => http.post(`${ruleAt(id)}/archive`);
/** What the customer of an order would have been told under them. */
export const previewRules = (id: string, orderId: string): Promise<{ items: ReplayedTelling[] }> =>
  http.get(`${ruleAt(id)}/preview`, { orderId });

const CONTACTS = '/v1/notification-contacts';

/** Who of the shop is written to. */
export const listContacts = (merchantId: string): Promise<ShopContacts> => http.get(CONTACTS, { merchantId });
/** Names all of them. @throws Problem 422 with each fault at `/contacts/<place>/<field>` */
export const saveContacts = (
  merchantId: string,
  contacts: readonly Omit<ShopContact, 'unsubscribed'>[],
): Promise<ShopContacts> => http.put(CONTACTS + queryString({ merchantId }), { contacts });
