import { translators } from '#platform';

/** English texts of the page, ICU message format. The keys are the catalogue. */
const en = {
  title: 'What we write to you, and where',
  text: '{hasShop, select, yes {For all your orders with {shop}.} other {For all your orders with this shop.}}',
  saved: 'Saved.',
  addresses: 'This is about',
  email: 'E-mail address',
  phone: 'Number',
  none: 'There is neither an e-mail address nor a number in this order.',
  bounced: 'Our mails to this address came back. Please tell the shop which one is right.',
  stopped: 'You answered STOP from this number. Answer START from it if you want messages there again.',
  service: 'What always comes',
  'service.text':
    'Messages about your orders: confirmation, shipping and delivery, cancellation, returns, money back, and answers to what you ask. They are part of your purchase and cannot be switched off.',
  language: 'Language',
  'language.hint': 'Of our messages, and of your pages.',
  channels: 'Where else we may write',
  sms: 'Text message (SMS)',
  whatsapp: 'WhatsApp',
  push: '{devices, plural, =1 {The browser that you allowed for this order} other {The # browsers that you allowed for this order}}',
  'channels.hint': 'About your orders only. E-mail stays as it is.',
  'push.hint': 'You can allow a browser again on the page with your parcels.',
  extras: 'What you can do without',
  opinions: 'Questions about your opinion: surveys and reviews',
  'extras.hint': 'We send nothing else that is not about your orders.',
  save: 'Save',
  proof: 'We note when and where you decided this. You can change it at any time.',
  parcels: 'Back to your parcels',
  data: 'Your data',
} as const;

type WordKey = keyof typeof en;

const tr: Readonly<Record<WordKey, string>> = {
  title: 'Size ne yazalım, nereye yazalım',
  text: '{hasShop, select, yes {{shop} mağazasındaki tüm siparişleriniz için.} other {Bu mağazadaki tüm siparişleriniz için.}}',
  saved: 'Kaydedildi.',
  addresses: 'Hangi adresler için',
  email: 'E-posta adresi',
  phone: 'Numara',
  none: 'Bu siparişte ne e-posta adresi ne de numara var.',
  bounced: 'Bu adrese gönderdiğimiz e-postalar geri geldi. Lütfen doğrusunu mağazaya bildirin.',
  stopped: 'Bu numaradan DUR yanıtı verdiniz. Yeniden mesaj almak için aynı numaradan BAŞLA yazın.',
  service: 'Her zaman gelenler',
  'service.text':
    'Siparişlerinizle ilgili mesajlar: onay, gönderim ve teslimat, iptal, iade, para iadesi ve sorularınızın yanıtları. Alışverişinizin parçasıdır, kapatılamaz.',
  language: 'Dil',
  'language.hint': 'Mesajlarımızın ve sayfalarınızın dili.',
  channels: 'Başka nereye yazabiliriz',
  sms: 'Kısa mesaj (SMS)',
  whatsapp: 'WhatsApp',
  push: '{devices, plural, =1 {Bu sipariş için izin verdiğiniz tarayıcı} other {Bu sipariş için izin verdiğiniz # tarayıcı}}',
  'channels.hint': 'Yalnızca siparişlerinizle ilgili. E-posta olduğu gibi sürer.',
  'push.hint': 'Bir tarayıcıya paketlerinizin sayfasında yeniden izin verebilirsiniz.',
  extras: 'İsterseniz gelmeyecekler',
  opinions: 'Görüşünüzü soran mesajlar: anket ve değerlendirme',
  'extras.hint': 'Siparişlerinizle ilgili olmayan başka bir şey göndermiyoruz.',
  save: 'Kaydet',
  proof: 'Bu kararı ne zaman ve nerede verdiğinizi not ederiz. Dilediğiniz zaman değiştirebilirsiniz.',
  parcels: 'Paketlerinize dönün',
  data: 'Verileriniz',
};

/** A speaker of one language of the page. */
export const translator = translators<WordKey>({ tr, en });

/** Says a text of the page. */
export type Say = ReturnType<typeof translator>;
