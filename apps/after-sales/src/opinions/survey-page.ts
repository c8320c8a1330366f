import { chooseLanguage, doneIcon, markup, pageCss, pageDocument, type Language, type Markup } from '#platform';
import { scoresOf } from './domain/survey-scale.js';
import type { OpenSurvey } from './surveys.service.js';

const words = {
  en: {
    nps: { question: 'How likely are you to recommend us?', scale: '0: not at all, 10: certainly' },
    csat: { question: 'How content are you with the solution?', scale: '1: not at all, 5: very' },
    ces: { question: 'How easy was the return?', scale: '1: very hard, 7: very easy' },
    comment: 'Anything else? (optional)',
    score: 'Choose a score. Nothing was sent yet.',
    send: 'Send',
    thanks: 'Thank you for your answer.',
    closed: 'This survey is over. Thank you.',
    order: 'Order',
    other: 'Türkçe',
  },
  tr: {
    nps: { question: 'Bizi tavsiye etme olasılığınız nedir?', scale: '0: hiç, 10: kesinlikle' },
    csat: { question: 'Çözümden ne kadar memnunsunuz?', scale: '1: hiç, 5: çok' },
    ces: { question: 'İade ne kadar kolaydı?', scale: '1: çok zor, 7: çok kolay' },
    comment: 'Eklemek istediğiniz bir şey var mı? (isteğe bağlı)',
    score: 'Bir puan seçin. Henüz hiçbir şey gönderilmedi.',
    send: 'Gönder',
    thanks: 'Yanıtınız için teşekkür ederiz.',
    closed: 'Bu anket sona erdi. Teşekkür ederiz.',
    order: 'Sipariş',
    other: 'English',
  },
} as const;

/** The style of surveys: what all pages share, and scores that a thumb can hit. */
export const surveyCss = `${pageCss}
fieldset{border:0;padding:0;margin:0 0 20px;display:flex;flex-wrap:wrap;gap:8px}
legend{padding:0;margin:0 0 12px;font-weight:600}
.score{display:flex;align-items:center;gap:6px;min-width:58px;min-height:46px;padding:8px 12px;border:1px solid var(--soft);border-radius:10px;background:var(--card);font-variant-numeric:tabular-nums;cursor:pointer}
.score input{accent-color:var(--accent);width:18px;height:18px;margin:0}
.score:focus-within{outline:3px solid var(--accent);outline-offset:2px}
.words{display:block;font-size:14px;font-weight:600}
textarea{font:inherit;border-radius:10px;width:100%;min-height:96px;margin:4px 0 0;padding:9px 12px;color:var(--ink);background:var(--card);border:1px solid var(--soft);resize:vertical}
.banner{background:var(--warn-wash);color:var(--warn);border-radius:12px;padding:14px 16px;margin:0 0 16px;font-weight:600}
`;

/** Who reads, and what was chosen or written before. */
export interface SurveyVisit {
  readonly survey: OpenSurvey;
  readonly language: Language;
  readonly score: number | null;
}

/** The language that was chosen on the page, else that of the order. */
export const surveyLanguage = (survey: OpenSurvey, lang: unknown): Language =>
  chooseLanguage(typeof lang === 'string' ? lang : undefined, survey.language);

/** The question, with a score chosen already when the mail's link named one. Sending is a step of its own. */
export function surveyPage({ survey, language, score: chosen }: SurveyVisit, isRefused = false): string {
  const say = words[language];
  if (!survey.open) return page(survey, language, markup`<section class="hero"><h1>${say.closed}</h1></section>`);
  const { question, scale } = say[survey.kind];
  const selected = chosen ?? survey.score;
  const scores = scoresOf(survey.kind).map((score) => {
    const checked = score === selected ? markup` checked` : null;
    return markup`<label class="score"><input type="radio" name="score" value="${score}" required${checked}> ${score}</label>`;
  });
  const refusal = isRefused ? markup`<p class="banner" role="alert">${say.score}</p>` : null;
  const body = markup`<section class="hero"><h1 id="question">${question}</h1></section>${refusal}
<form method="post" action="?lang=${language}"><fieldset aria-describedby="question"><legend>${scale}</legend>${scores}</fieldset>
<label class="words">${say.comment}<textarea name="comment" rows="3" maxlength="5000"></textarea></label><button>${say.send}</button></form>`;
  return page(survey, language, body);
}

/** After the answer. */
export function thanksPage(survey: OpenSurvey, language: Language): string {
  const hero = markup`<section class="hero good"><span class="badge">${doneIcon}</span><h1 role="status">${words[language].thanks}</h1></section>`;
  return page(survey, language, hero);
}

function page({ order }: OpenSurvey, language: Language, content: Markup): string {
  const say = words[language];
  const other = language === 'tr' ? 'en' : 'tr';
  const body = markup`<header class="top"><b>${say.order} ${order}</b><a href="?lang=${other}" hreflang="${other}" lang="${other}">${say.other}</a></header>
<main>${content}</main>`;
  return pageDocument({ language, title: `${say.order} ${order}`, body, css: surveyCss });
}
