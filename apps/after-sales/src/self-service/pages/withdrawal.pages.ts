import { markup, type Markup } from '#platform';
import type { WithdrawalView } from '../withdrawals.service.js';
import { banner, hero, inputField, type FieldErrors } from './fields.js';
import type { FormFields } from './form-body.js';
import { quantityName } from './return-form.js';
import type { PageContent, Visit } from './visit.js';

/** Characters of a name, as the API takes it. */
export const NAME_MAX = 200;

/** Step one: who withdraws, from what, and where to write. Never why. @param refusal what cannot be withdrawn from. */
export function declarePage(visit: Visit, form: FormFields, errors: FieldErrors, refusal: string | null): PageContent {
  const { say, order } = visit;
  const title = say('withdrawal.title');
  if (order.withdrawal === null) {
    const asReturn = markup`<a class="button" href="${visit.path('/returns/new')}">${say('return.title')}</a>`;
    return { title, body: markup`${hero(title, say('withdrawal.no_right'))}${asReturn}` };
  }
  const lines = order.lines.filter(({ returnable }) => returnable > 0);
  if (lines.length === 0) return { title, body: hero(title, say('withdrawal.nothing')) };
  const { until } = order.withdrawal;
  const head = hero(
    title,
    say('withdrawal.text'),
    until === null ? null : say('withdrawal.until', { day: visit.lastDay(until) }),
  );
  const faulty = Object.keys(errors).length > 0 ? (errors['lines'] ?? say('problem.fields')) : null;
  const body = markup`${head}${banner(refusal ?? faulty)}
<form method="post" action="${visit.path('/withdrawals')}" novalidate><section class="card">${person(visit, form, errors)}</section>
<section class="card">${lines.map((line) => lineField(visit, line, form, errors))}</section><button>${say('withdrawal.next')}</button></form>`;
  return { title, body };
}

function person({ say }: Visit, form: FormFields, errors: FieldErrors): Markup {
  const name = {
    ...{ name: 'name', label: say('withdrawal.name'), value: form.text('name').slice(0, NAME_MAX) },
    error: errors['name'],
  };
  const email = {
    ...{ name: 'contactEmail', label: say('withdrawal.email'), value: form.text('contactEmail').slice(0, NAME_MAX) },
    ...{ error: errors['contactEmail'], hint: say('withdrawal.email.hint') },
  };
  return markup`${inputField(name, markup`autocomplete="name" maxlength="${NAME_MAX}" required`)}${inputField(
    email,
    markup`type="email" inputmode="email" autocomplete="email"`,
  )}`;
}

function lineField(
  { say }: Visit,
  { lineId, title, returnable }: Visit['order']['lines'][number],
  form: FormFields,
  errors: FieldErrors,
): Markup {
  const name = quantityName(lineId);
  const value = form.text(name) || String(returnable);
  const label = `${title}: ${say('return.quantity', { total: returnable })}`;
  return inputField(
    { name, label, value, error: errors[name] },
    markup`type="number" inputmode="numeric" min="0" max="${returnable}"`,
  );
}

/** Step two: the statement with its button; afterwards when it came in. */
export function withdrawalPage(visit: Visit, withdrawal: WithdrawalView, returnId: string | null): PageContent {
  const { say } = visit;
  const { id, name, order, contactEmail, acknowledgement } = withdrawal;
  const title = say(acknowledgement === null ? 'withdrawal.check' : 'withdrawal.done');
  const received =
    acknowledgement === null
      ? null
      : say('withdrawal.received', {
          ...{ moment: visit.moment(acknowledgement.declaredAt), number: acknowledgement.number },
        });
  const contact =
    contactEmail === null ? say('withdrawal.contact.order') : say('withdrawal.contact', { contact: contactEmail });
  const lines = withdrawal.lines.map(
    (line) => markup`<li><span>${line.title}</span><span>${line.quantity} ×</span></li>`,
  );
  const confirm = markup`<form method="post" action="${visit.path(`/withdrawals/${id}/confirm`)}"><button>${say('withdrawal.confirm')}</button></form>`;
  const follow =
    returnId === null
      ? null
      : markup`<a class="button plain" href="${visit.path(`/returns/${returnId}`)}">${say('withdrawal.follow')}</a>`;
  const body = markup`${hero(title, received)}<section class="card"><p>${say('withdrawal.statement', { name, order })}</p>
<ul class="goods">${lines}</ul><p class="hint">${contact}</p></section>${acknowledgement === null ? confirm : follow}`;
  return { title, body };
}
