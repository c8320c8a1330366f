import { createHash } from 'node:crypto';
import { scoresOf } from './domain/survey-scale.js';
import type { OpenSurvey } from './surveys.service.js';

const words = {
  en: {
    nps: 'How likely are you to recommend us? (0 not at all, 10 certainly)',
    csat: 'How content are you with the solution? (1 not at all, 5 very)',
    ces: 'How easy was the return? (1 very hard, 7 very easy)',
    comment: 'Anything else? (optional)',
    send: 'Send',
    thanks: 'Thank you for your answer.',
    closed: 'This survey is over. Thank you.',
    order: 'Order',
  },
  tr: {
    nps: 'Bizi tavsiye etme olasılığınız nedir? (0 hiç, 10 kesinlikle)',
    csat: 'Çözümden ne kadar memnunsunuz? (1 hiç, 5 çok)',
    ces: 'İade ne kadar kolaydı? (1 çok zor, 7 çok kolay)',
    comment: 'Eklemek istediğiniz bir şey var mı? (isteğe bağlı)',
    send: 'Gönder',
    thanks: 'Yanıtınız için teşekkür ederiz.',
    closed: 'Bu anket sona erdi. Teşekkür ederiz.',
    order: 'Sipariş',
  },
} as const;
type Language = keyof typeof words;

const css = `body{font:1.1rem/1.5 system-ui,sans-serif;margin:0;padding:1.5rem;color-scheme:light dark}main{max-width:36rem;margin:auto}
fieldset{border:0;padding:0;margin:0 0 1rem;display:flex;flex-wrap:wrap;gap:.4rem}legend{font-weight:600;margin-bottom:.6rem}
label.s{border:1px solid #8888;border-radius:.5rem;padding:.5rem .8rem;min-width:1.5rem;text-align:center}
textarea{width:100%;box-sizing:border-box;font:inherit;margin:.4rem 0 1rem}button{font:inherit;padding:.7rem 2rem}`;

/** Nothing may run or load; the one style is known by its hash. The form goes back to where it came from. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(css).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  // The address is the key to the answer: it must not travel on.
  'referrer-policy': 'no-referrer',
  'cache-control': 'private, no-store',
  'x-robots-tag': 'noindex, nofollow',
};

/** The question with a score chosen already when the mail's link named one. Sending is a step of its own. */
export function surveyPage(survey: OpenSurvey, chosen: number | null): string {
  const language = languageOf(survey.language);
  const say = words[language];
  if (!survey.open) return page(language, `<p>${say.closed}</p>`);
  const selected = chosen ?? survey.score;
  const scores = scoresOf(survey.kind).map((score) => {
    const checked = score === selected ? ' checked' : '';
    return `<label class="s"><input type="radio" name="score" value="${String(score)}" required${checked}> ${String(score)}</label>`;
  });
  const comment = `<label>${say.comment}<textarea name="comment" rows="3" maxlength="5000"></textarea></label>`;
  return page(
    language,
    `<p>${say.order} ${escapeHtml(survey.order)}</p><form method="post"><fieldset><legend>${say[survey.kind]}</legend>${scores.join('')}</fieldset>${comment}<button>${say.send}</button></form>`,
  );
}

/** After the answer. */
export const thanksPage = ({ language }: OpenSurvey): string =>
  page(languageOf(language), `<p role="status">${words[languageOf(language)].thanks}</p>`);

const languageOf = (language: string): Language => (language.toLowerCase().startsWith('tr') ? 'tr' : 'en');

const page = (language: Language, body: string): string =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Kervan</title><style>${css}</style></head><body><main>${body}</main></body></html>`;

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${String(sign.charCodeAt(0))};`);
