import { markup, orderPage, type Content, type Language, type Markup } from '#platform';
import type { OwnDataView } from './own-data.service.js';

const words = {
  en: {
    title: 'Your data',
    text: 'What the shop keeps about you is yours. For your safety nothing of it is shown on this page.',
    export: {
      title: 'Get a copy',
      text: 'Orders, parcels, messages and answers, as a file. A link for one use goes to the e-mail address of the order.',
      button: 'Send me my data',
      collecting: 'We are putting it together. The link comes by e-mail.',
      sent: 'The link was sent to the e-mail address of the order. It works once.',
      none: 'There is no e-mail address in the order that it could be sent to. Please write to the shop.',
    },
    erasure: {
      title: 'Have it erased',
      text: 'The shop looks at it first: an order, return or complaint that is open has to end. What the law tells it to keep stays, without your name. The link to your order stops working.',
      button: 'Ask for erasure',
      asked: 'You have asked for it. The shop will decide and nothing has been erased yet.',
    },
    file: {
      title: 'Your data are ready',
      text: 'The file can be downloaded once. Keep it where only you can read it.',
      button: 'Download',
    },
    tooMany: 'You have asked for it often today. Please try again tomorrow.',
    parcels: 'Back to your parcels',
  },
  tr: {
    title: 'Verileriniz',
    text: 'Mağazanın hakkınızda sakladıkları sizindir. Güvenliğiniz için bu sayfada hiçbiri gösterilmez.',
    export: {
      title: 'Bir kopyasını alın',
      text: 'Siparişler, paketler, mesajlar ve yanıtlar tek dosyada. Siparişteki e-posta adresine bir kez kullanılabilen bir bağlantı gönderilir.',
      button: 'Verilerimi gönder',
      collecting: 'Derliyoruz. Bağlantı e-posta ile gelecek.',
      sent: 'Bağlantı siparişteki e-posta adresine gönderildi. Yalnızca bir kez çalışır.',
      none: 'Siparişte gönderebileceğimiz bir e-posta adresi yok. Lütfen mağazaya yazın.',
    },
    erasure: {
      title: 'Silinmesini isteyin',
      text: 'Önce mağaza inceler: açık sipariş, iade ya da şikâyet varsa sonuçlanması gerekir. Kanunen saklanması gerekenler adınız olmadan kalır. Siparişinizin bağlantısı çalışmaz olur.',
      button: 'Silinmesini iste',
      asked: 'Bunu istediniz. Mağaza karar verecek, henüz hiçbir şey silinmedi.',
    },
    file: {
      title: 'Verileriniz hazır',
      text: 'Dosya bir kez indirilebilir. Yalnızca sizin okuyabileceğiniz bir yerde saklayın.',
      button: 'İndir',
    },
    tooMany: 'Bugün bunu sık sık istediniz. Lütfen yarın yeniden deneyin.',
    parcels: 'Paketlerinize dönün',
  },
} as const;

/** Where a page is. @param path its address without the language. */
export interface PagePlace {
  readonly path: string;
  readonly language: Language;
}

/** What can be asked for, and what was. */
export function ownDataPage(view: OwnDataView, { path, language }: PagePlace, isTooMany = false): string {
  const say = words[language];
  const exported = view.export === null ? null : say.export[view.export];
  const copy = view.hasEmail ? exported : say.export.none;
  const erased = view.erasureAsked ? say.erasure.asked : null;
  const content = markup`<section class="hero"><h1>${say.title}</h1><p>${say.text}</p></section>
${isTooMany ? markup`<p class="card" role="alert">${say.tooMany}</p>` : null}
${card(say.export, copy, `${path}/export?lang=${language}`)}
${card(say.erasure, erased, `${path}/erasure?lang=${language}`, 'button plain')}
<nav><a href="${path.replace(/\/data$/, '')}?lang=${language}">${say.parcels}</a></nav>`;
  return orderPage({ order: view.order, language, title: say.title, content });
}

/** Behind the link of the mail: programs that look at links use nothing up. */
export function filePage(view: OwnDataView, { path, language }: PagePlace): string {
  const { title, text, button } = words[language].file;
  const content = markup`<section class="hero"><h1>${title}</h1><p>${text}</p></section><form method="post" action="${path}"><button>${button}</button></form>`;
  return orderPage({ order: view.order, language, title, content });
}

/** A request that can be made, or how far the one is that was. */
const card = (
  say: { title: string; text: string; button: string },
  state: string | null,
  action: string,
  look: 'button' | 'button plain' = 'button',
): Markup => {
  const next: Content =
    state === null
      ? markup`<form method="post" action="${action}"><button class="${look}">${say.button}</button></form>`
      : markup`<p class="state attention" role="status">${state}</p>`;
  return markup`<section class="card"><h2>${say.title}</h2><p class="state">${say.text}</p>${next}</section>`;
};
