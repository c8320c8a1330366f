import type { Rng } from '../../world/domain/rng.js';

type Language = 'tr' | 'en';
type Mood = 'content' | 'angry';

/** What people write into a field that others read: with emoji, with HTML, and with what must never run. */
const comments: Readonly<Record<Language, Readonly<Record<Mood, readonly string[]>>>> = {
  tr: {
    content: [
      'Çok hızlı geldi, teşekkürler 😊',
      'Ürün güzel, <b>tavsiye ederim</b>',
      'Kargo özenliydi.',
      'Hediye olarak aldım, çok beğenildi 🎁🎉',
    ],
    angry: [
      'REZALET!!! Bir daha asla 😡😡😡',
      'Kırık geldi, kimse cevap vermiyor <script>alert("kervan")</script>',
      'Param nerede? "><img src=x onerror=alert(1)>',
      '=HYPERLINK("http://example.com","iade") diye yazdım, okuyan yok.',
    ],
  },
  en: {
    content: ['Quick and easy 👍', 'Lovely, <i>thank you</i>!', 'Well packed.', 'All good 🙂'],
    angry: [
      'NEVER AGAIN 🤬 three weeks late!!!',
      'It came broken <script>alert("kervan")</script>',
      'Where is my money? "><img src=x onerror=alert(1)>',
      "@SUM(1+1)*cmd|' /C calc'!A0",
    ],
  },
};

/** What people write into an address by mistake or on purpose: it must stay text wherever it is shown. */
const hostile: readonly string[] = [
  '<script>alert("kervan")</script>',
  '"><img src=x onerror=alert(1)>',
  '=HYPERLINK("http://example.com","address")',
  "'; DROP TABLE parcels; --",
  '{{orderNumber}} ${line1} %s',
];

/** Something that must never be run. */
export const hostileText = (rng: Rng): string => rng.pick(hostile);

/** Something that people say when they are in this mood. */
export const comment = (rng: Rng, language: Language, mood: Mood): string => rng.pick(comments[language][mood]);
