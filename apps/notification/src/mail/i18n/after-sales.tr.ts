import type { afterSalesEn } from './after-sales.en.js';

/** Turkish texts of messages about returns, complaints, claims and surveys, ICU message format. */
export const afterSalesTr: Readonly<Record<keyof typeof afterSalesEn, string>> = {
  'return-requested.subject': '{number} numaralı iade talebinizi aldık',
  'return-requested.headline': 'İade talebinizi aldık',
  'return-requested.body':
    '{name}, {order} numaralı siparişinizdeki {units} ürün için {kind, select, exchange {değişim} other {iade}} talebinizi aldık.',
  'return-requested.more': 'İnceleyip size yazacağız. Lütfen o zamana kadar bir şey göndermeyin.',

  'return-approved.subject': '{number} numaralı iadeniz onaylandı',
  'return-approved.headline': 'İadeniz onaylandı',
  'return-approved.body': '{name}, {number} numaralı iadeniz onaylandı.',
  'return-approved.more':
    '{hasMoment, select, yes {Nasıl göndereceğinizi ayrı bir iletiyle yazacağız. Lütfen en geç {moment} gönderin.} other {Geri göndermeniz gereken bir şey yok.}}',

  'return-refused.subject': '{number} numaralı iadeniz kabul edilmedi',
  'return-refused.headline': 'İadeniz kabul edilmedi',
  'return-refused.body':
    '{name}, {number} numaralı iadenizi kabul edemiyoruz: {clause, select, NOT_DELIVERED {sipariş henüz teslim edilmedi} WINDOW_CLOSED {bu sipariş için iade süresi doldu} EXCLUDED_GOODS {bu ürünler, satın alırken belirtildiği gibi iade kapsamı dışında} other {mağaza inceledi ve kabul etmemeye karar verdi}}.',
  'return-refused.more': 'Yanlış olduğunu mu düşünüyorsunuz? Bu iletiyi yanıtlayın.',

  'return-label.subject':
    '{method, select, label {{number} numaralı iadenizin etiketi} other {{number} numaralı iadenizi nasıl gönderirsiniz}}',
  'return-label.headline': 'Geri gönderin',
  'return-label.body':
    '{method, select, label {{name}, etiketi yazdırıp paketin üzerine yapıştırın ve kargoya verin.} other {{name}, şöyle gönderebilirsiniz.}}',
  'return-label.more':
    '{payer, select, customer {Gönderim ücreti size aittir.} other {Gönderim sizin için ücretsizdir.}} Paketin üzerine {number} yazın.',

  'return-received.subject': '{number} numaralı iadeniz bize ulaştı',
  'return-received.headline': 'İadeniz ulaştı',
  'return-received.body': '{name}, {number} numaralı iadenizden {units} ürün ulaştı.',
  'return-received.more':
    '{complete, select, yes {Sonuçlanır sonuçlanmaz size yazacağız.} other {Kalanı henüz ulaşmadı.}}',

  'return-expired.subject': '{number} numaralı iadenizin süresi doldu',
  'return-expired.headline': 'İadenizin süresi doldu',
  'return-expired.body': '{name}, {number} numaralı iadeniz için süresinde bir şey gelmedi, bu yüzden sona erdi.',
  'return-expired.more': 'Gönderdiniz mi? Takip numarasını yazarak yanıtlayın, arayalım.',

  'refund-completed.subject': '{order} numaralı siparişinizin iadesi ödendi',
  'refund-completed.headline': '{amount} iade edildi',
  'refund-completed.body': '{name}, {order} numaralı siparişiniz için {amount} tutarını ödediğiniz yolla iade ettik.',
  'refund-completed.more': 'Bankaların göstermesi birkaç gün sürebilir.',

  'withdrawal-acknowledged.subject': '{number} numaralı cayma bildiriminizi aldık',
  'withdrawal-acknowledged.headline': 'Cayma bildiriminizi aldık',
  'withdrawal-acknowledged.body':
    '{name}, {order} numaralı siparişin aşağıdaki ürünlerinden caydığınıza ilişkin bildiriminiz {stamp} tarihinde {sender} mağazasına ulaştı. Bildirimin numarası: {number}.',
  'withdrawal-acknowledged.more':
    '{regime, select, tr {6502 sayılı Kanun’un 48. maddesi ve Mesafeli Sözleşmeler Yönetmeliği uyarınca 14 günlük cayma hakkınızı kullandınız. Gerekçe göstermeniz gerekmez, cezai şart ödemezsiniz ve geri gönderim sizin için ücretsizdir. Ödediğiniz tutar yasal süresi içinde, ödediğiniz yolla iade edilir.} other {2011/83/AB sayılı Yönerge’nin 9–11a maddeleri uyarınca cayma hakkınızı kullandınız. Gerekçe göstermeniz gerekmez. Lütfen ürünleri 14 gün içinde geri gönderin. Ödediğiniz tutar, standart teslimat ücretiyle birlikte, 14 gün içinde ödediğiniz yolla iade edilir; ürünler ya da gönderdiğinizin kanıtı ulaşana kadar bekleyebiliriz.}} Lütfen bu iletiyi saklayın.',

  'complaint-received.subject': '{number} numaralı şikâyetinizi aldık',
  'complaint-received.headline': 'İletiniz bize ulaştı',
  'complaint-received.body': '{name}, {order} numaralı siparişle ilgili şikâyetiniz bize ulaştı. Numarası: {number}.',
  'complaint-received.more': 'Size en geç {moment} yanıt vereceğiz.',

  'complaint-answered.subject': '{number} numaralı şikâyetinize yanıt',
  'complaint-answered.headline': 'Yanıtımız',
  'complaint-answered.body': '{name}, {order} numaralı siparişle ilgili şikâyetinize yanıtımız:',
  'complaint-answered.more': 'Yazmak için bu iletiyi yanıtlamanız yeterli.',

  'complaint-solved.subject': '{number} numaralı şikâyetiniz çözüldü',
  'complaint-solved.headline': 'Çözüldü',
  'complaint-solved.body':
    '{name}, {order} numaralı siparişle ilgili şikâyetinizi sonuçlandırdık{resolution, select, refund {: paranız iade ediliyor} replacement {: yenisini gönderiyoruz} return {: geri gönderebilirsiniz} explanation {: ne olduğunu açıkladık} apology {: özür dileriz} goodwill {: telafi ediyoruz} other {}}.',
  'complaint-solved.more': 'Sizin için çözülmedi mi? Bu iletiyi yanıtlayın, yeniden açılsın.',

  'incident-explained.subject': '{order} numaralı siparişinize ne oldu',
  'incident-explained.headline': 'Ne oldu?',
  'incident-explained.body': '{name}, birkaç siparişte aynı sorun yaşandı, sizinki de bunlardan biriydi:',
  'incident-explained.more': 'Yaşattığımız sıkıntı için özür dileriz.',

  'survey-asked.subject': 'Nasıldı? {order} numaralı siparişiniz',
  'survey-asked.headline': 'Nasıldı?',
  'survey-asked.body':
    '{survey, select, nps {{name}, bizi bir arkadaşınıza önerme olasılığınız nedir? 0 hiç, 10 kesinlikle.} ces {{name}, bu işi halletmek ne kadar kolaydı? 1 çok zor, 7 çok kolay.} other {{name}, çözümden ne kadar memnunsunuz? 1 hiç, 5 çok.}}',
  'survey-asked.more': 'Tek dokunuş yeter. Yanıtınızı {moment} tarihine kadar değiştirebilirsiniz.',

  'claim-opened.subject': '{po} numaralı satın alma siparişi için talep {number}',
  'claim-opened.headline': 'Talep {number}',
  'claim-opened.body':
    '{name}, {po} numaralı satın alma siparişindeki {units} ürün {claim, select, damaged {hasarlı ulaştı} missing {ulaşmadı} wrong {sipariş edilen değildi} quality {kararlaştırılan nitelikte değildi} other {size geri döndü}}. {amount} tutarında iade faturası istiyoruz.',
  'claim-opened.more': 'Lütfen en geç {moment} kabul edin ya da itiraz edin.',

  'claim-reminded.subject': '{level}. hatırlatma: talep {number}',
  'claim-reminded.headline': '{number} numaralı talep açık',
  'claim-reminded.body':
    '{name}, {missing, select, credit_note {{number} numaralı talebin iade faturası henüz gelmedi} other {{number} numaralı talep henüz yanıtlanmadı}}.',
  'claim-reminded.more':
    '{missing, select, credit_note {Lütfen gönderin.} other {Lütfen kabul edin ya da itiraz edin.}} Bu, {level}. hatırlatmadır.',

  'complaint-question.subject': '{number} numaralı şikâyetle ilgili soru',
  'complaint-question.headline': 'Mağazadan bir soru',
  'complaint-question.body': '{name}, bir müşteri gönderdiğiniz ürünlerden şikâyet etti:',
  'complaint-question.more': 'Lütfen kısa sürede yanıtlayın: müşteri bekliyor.',

  'claim-disputed.subject': 'Bir tedarikçi {order} numaralı siparişin talebine itiraz etti',
  'claim-disputed.headline': 'Bir talebe itiraz var',
  'claim-disputed.body': '{name}, {order} numaralı siparişin talebine itiraz etti:',
  'claim-disputed.more': 'Lütfen karar verin.',

  'complaint-escalated.subject': '{number} numaralı şikâyet {level}. düzeye yükseltildi',
  'complaint-escalated.headline': 'Bir şikâyet sizi bekliyor',
  'complaint-escalated.body': '{order} numaralı siparişin {number} numaralı şikâyeti {level}. düzeye çıktı: {code}.',
  'complaint-escalated.more': 'Atanan: {assignee}.',

  'refund-failed.subject': 'Mağaza {order} numaralı siparişin iadesini reddetti',
  'refund-failed.headline': 'Bir iade ödenemedi',
  'refund-failed.body': 'Mağaza {order} numaralı siparişin para iadesini kesin olarak reddetti: {code}.',
  'refund-failed.more': 'Lütfen inceleyin: müşteriye bu para söz verildi.',

  'common.case': 'Referans {number}',
  'common.button.label': 'Etiketi yazdır',
};
