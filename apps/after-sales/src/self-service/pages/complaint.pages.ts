import { complaintTypes } from '#contracts';
import { markup, type Markup } from '#platform';
import type { ComplaintView } from '../../complaints/complaint-queries.service.js';
import { TEXT_MAX } from '../dto/self-service.dto.js';
import { banner, choiceField, hero, hidden, photoField, textField, type FieldErrors } from './fields.js';
import type { FormFields } from './form-body.js';
import { MULTIPART, PHOTOS_MAX } from './photo-forms.service.js';
import type { PageContent, Visit } from './visit.js';

/** Lines to choose from: further ones are named in the text. */
const LINES_SHOWN = 100;
/** Messages shown, the newest. */
const MESSAGES_SHOWN = 30;

/** What went wrong. @param key sent along: the same form twice is one complaint. */
export function complainPage(visit: Visit, form: FormFields, errors: FieldErrors, key: string): PageContent {
  const { say, order } = visit;
  const title = say('complaint.title');
  const types = [
    { value: '', label: say('complaint.type.choose') },
    ...complaintTypes.map((value) => ({ value, label: say(`type.${value}`) })),
  ];
  const lines = [
    { value: '', label: say('complaint.line.order') },
    ...order.lines.slice(0, LINES_SHOWN).map((line) => ({ value: line.lineId, label: line.title })),
  ];
  const field = (name: string): { name: string; value: string; error: string | undefined } => ({
    ...{ name, value: form.text(name).slice(0, TEXT_MAX), error: errors[name] },
  });
  const body = markup`${hero(title, say('complaint.text'))}${banner(Object.keys(errors).length > 0 ? say('problem.fields') : null)}
<form method="post" action="${visit.path('/complaints')}" enctype="${MULTIPART}" novalidate>${hidden('key', key)}
${choiceField({ ...field('type'), label: say('complaint.type') }, types)}${choiceField({ ...field('lineId'), label: say('complaint.line') }, lines)}
${textField({ ...field('text'), label: say('complaint.words') }, TEXT_MAX)}${photosOf(visit, errors)}<button>${say('complaint.send')}</button></form>`;
  return { title, body };
}

/** The thread of a complaint, and a place to write more. */
export function complaintPage(
  visit: Visit,
  complaint: ComplaintView,
  reply: { readonly key: string; readonly text: string; readonly errors: FieldErrors },
): PageContent {
  const { say } = visit;
  const title = say('complaint.number', { number: complaint.number });
  const messages = complaint.messages ?? [];
  const shown = messages.slice(-MESSAGES_SHOWN);
  const earlier =
    messages.length > shown.length
      ? markup`<p class="hint">${say('complaint.earlier', { count: messages.length - shown.length })}</p>`
      : null;
  const photos = complaint.photos?.length ?? 0;
  const shownPhotos =
    photos === 0 ? null : markup`<p class="hint">${say('complaint.photos.sent', { count: photos })}</p>`;
  const field = {
    name: 'text',
    label: say('complaint.reply'),
    value: reply.text.slice(0, TEXT_MAX),
    error: reply.errors['text'],
  };
  const form = markup`<form method="post" action="${visit.path(`/complaints/${complaint.id}/messages`)}" enctype="${MULTIPART}">${hidden('key', reply.key)}
${textField(field, TEXT_MAX)}${photosOf(visit, reply.errors)}<button>${say('complaint.send')}</button></form>`;
  const onward = markup`<a class="button" href="${visit.path(`/complaints/${complaint.mergedInto ?? ''}`)}">${say('complaint.merged')}</a>`;
  const body = markup`${hero(title, `${say(`type.${complaint.type}`)}. ${say(`complaint.${complaint.status}`)}`)}
<section class="card"><h2>${say('complaint.thread')}</h2>${earlier}${shown.map((message) => messageItem(visit, message))}${shownPhotos}</section>
${complaint.mergedInto === null ? form : onward}`;
  return { title, body };
}

const photosOf = ({ say }: Visit, errors: FieldErrors): Markup =>
  photoField({
    ...{ name: 'photos', label: say('complaint.photos'), value: '', error: errors['photos'] },
    hint: say('complaint.photos.hint', { max: PHOTOS_MAX }),
  });

const messageItem = (visit: Visit, message: NonNullable<ComplaintView['messages']>[number]): Markup =>
  markup`<article class="message"><time datetime="${message.writtenAt}">${visit.moment(message.writtenAt)}</time><b>${visit.say(message.author === 'customer' ? 'complaint.by.customer' : 'complaint.by.agent')}</b><p>${message.text}</p></article>`;
