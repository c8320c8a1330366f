import { markup, type Content } from '#platform';
import type { NotNow, Wish } from '../../wishes/domain/wish.js';
import { banner, hero, hidden, inputField, type FieldErrors } from './fields.js';
import type { FormFields } from './form-body.js';
import type { PageContent, Visit } from './visit.js';

/** What happens when an order is cancelled, and the button for it. @param key sent along: twice is once. */
export function cancelPage(visit: Visit, notNow: NotNow | null, key: string): PageContent {
  const { say } = visit;
  const title = say('cancel.title');
  if (notNow !== null) return { title, body: refusedHere(visit, title, notNow) };
  const body = markup`${hero(title, say('cancel.text'))}<section class="card"><ul class="clauses"><li>${say('cancel.suppliers')}</li><li>${say('cancel.money')}</li><li>${say('cancel.late')}</li></ul></section>
<form method="post" action="${visit.path('/wishes/cancellation')}">${hidden('key', key)}<button>${say('cancel.confirm')}</button></form>
<a class="button plain" href="${visit.path('/help')}">${say('cancel.keep')}</a>`;
  return { title, body };
}

const required = ['name', 'line1', 'city'] as const;
/** As the courier reads them, each with what a phone may fill in by itself. */
const fields = {
  name: { autocomplete: 'shipping name', max: 200 },
  line1: { autocomplete: 'shipping address-line1', max: 300 },
  line2: { autocomplete: 'shipping address-line2', max: 300 },
  district: { autocomplete: 'shipping address-level3', max: 200 },
  postalCode: { autocomplete: 'shipping postal-code', max: 20 },
  city: { autocomplete: 'shipping address-level2', max: 200 },
  region: { autocomplete: 'shipping address-level1', max: 200 },
  phone: { autocomplete: 'shipping tel', max: 50 },
} as const;
type AddressField = keyof typeof fields;

/** The fields of an address form; the country is the order's. */
export const addressFields = Object.keys(fields) as AddressField[];

/** Where regions are no part of an address, nobody is asked for one. */
const withRegion: ReadonlySet<string> = new Set(['US', 'CA', 'AU', 'IT', 'ES', 'BR', 'MX', 'IN', 'JP', 'IE']);

/** A form as it was sent, or an empty one. */
export interface AddressForm {
  readonly form: FormFields;
  readonly faults: ReadonlySet<string>;
  readonly key: string;
}

/** Where the order shall go. The address before is not shown: whoever has the link need not know it. */
export function addressPage(visit: Visit, notNow: NotNow | null, { form, faults, key }: AddressForm): PageContent {
  const { say, order } = visit;
  const title = say('address.title');
  if (notNow !== null || order.country === null)
    return { title, body: refusedHere(visit, title, notNow ?? 'ADDRESS_MISSING') };
  const { country } = order;
  const errors: FieldErrors = Object.fromEntries([...faults].map((name) => [name, errorOf(visit, name)]));
  const shown = addressFields.filter((name) => name !== 'region' || withRegion.has(country));
  const inputs = shown.map((name) => {
    const { autocomplete, max } = fields[name];
    const label = say(`address.${name}`);
    const isRequired = required.some((known) => known === name);
    const kind = markup`autocomplete="${autocomplete}" maxlength="${max}"${isRequired ? markup` required` : null}`;
    return inputField({ name, label, value: form.text(name).slice(0, max), error: errors[name] }, kind);
  });
  const where = say('address.country', { country: countryName(country, visit.language) });
  const body = markup`${hero(title, say('address.text'))}${banner(faults.size > 0 ? say('problem.fields') : null)}
<form method="post" action="${visit.path('/wishes/address')}" novalidate>${hidden('key', key)}<section class="card">${inputs}<p class="hint">${where}</p></section><button>${say('address.send')}</button></form>`;
  return { title, body };
}

/** What became of a wish. */
export function wishPage(visit: Visit, wish: Wish): PageContent {
  const { say } = visit;
  const title = wishTitle(visit, wish);
  const again: Content =
    wish.status === 'refused' && wish.kind === 'cancellation'
      ? markup`<p class="hint">${say('cancel.return')}</p>`
      : null;
  const body = markup`${hero(title, wishState(visit, wish), say('status.asked', { moment: visit.moment(wish.askedAt) }))}${again}
<p class="hint">${say('wish.told')}</p>`;
  return { title, body };
}

/** The name of a wish. */
export const wishTitle = ({ say }: Visit, { kind, city }: Pick<Wish, 'kind' | 'city'>): string =>
  kind === 'cancellation' ? say('wish.cancellation') : say('wish.address', { city: city ?? '' });

/** In one line, what became of a wish. */
export function wishState(
  { say }: Visit,
  { kind, status, reasonCode }: Pick<Wish, 'kind' | 'status' | 'reasonCode'>,
): string {
  if (status !== 'refused') return say(`wish.${kind}.${status}`);
  if (kind === 'cancellation') return say('wish.cancellation.refused');
  return say('wish.address.refused', { code: reasonCode ?? '' });
}

const refusedHere = (visit: Visit, title: string, reason: NotNow | 'ADDRESS_MISSING'): ReturnType<typeof markup> =>
  markup`${hero(title, visit.say(`problem.${reason}`))}<a class="button" href="${visit.path('/help')}">${visit.say('page.help')}</a>`;

function errorOf({ say }: Visit, name: string): string {
  const known = addressFields.find((field) => field === name);
  const max = known ? fields[known].max : 0;
  return required.some((field) => field === name) ? say('address.error', { max }) : say('address.error.long', { max });
}

const countryName = (country: string, language: string): string =>
  new Intl.DisplayNames(language, { type: 'region' }).of(country) ?? country;
