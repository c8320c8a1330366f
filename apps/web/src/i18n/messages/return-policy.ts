export const en = {
  'return-policy.lead':
    'How goods are taken back. The policy that holds when an order is placed holds for it for ever.',
  'return-policy.all': 'All policies',
  'return-policy.copy': 'New draft of this',
  'return-policy.read-only.draft': 'A draft.',
  'return-policy.read-only.active':
    'Orders that are placed now get this policy, so it is only read. Make a draft of it to change something.',
  'return-policy.read-only.archived':
    'Archived: it still holds for the orders that were placed under it. To go back to it, make a draft of it and activate that.',
  'return-policy.activate.body':
    'Orders that are placed from now on get it. Orders of before keep the policy that they were placed under, also for returns that begin later. The law comes first: who may withdraw can withdraw whatever it says.',
  'return-preview.title': 'What it would say',
  'return-preview.reason': 'If everything came back because',
  'return-preview.days': 'Days after delivery',
  'return-preview.days.now': 'as of today',
  'return-preview.order': 'On one delivered order',
  'return-preview.empty.title': 'Nothing to try it on yet',
  'return-preview.empty.body':
    'No order has been delivered. With the first one it shows here what this policy answers.',
  'return-preview.lines':
    '{count, plural, =0 {Nothing changes: the active policy answers the same} one {{lines, plural, one {The only line} other {One of # lines}} is answered otherwise} other {# of {lines} lines are answered otherwise}}',
  'return-preview.over':
    '{orders, plural, one {In the newest delivered order} other {In the newest # delivered orders}}',
  'return-preview.newly-allowed':
    '{count, plural, one {# line is} other {# lines are}} taken back that the active policy refuses',
  'return-preview.newly-refused':
    '{count, plural, one {# line is} other {# lines are}} refused that the active policy takes back',
  'return-preview.destination': '{count, plural, one {# line goes} other {# lines go}} somewhere else',
  'return-preview.payer': 'of {count, plural, one {# line} other {# lines}} somebody else pays the way back',
  'return-preview.by-clause': 'Lines that another clause decides',
  'return-preview.active': 'Active policy',
  'return-preview.draft': 'This policy',
  'return-preview.same': 'answered the same',
  'return-preview.allowed': 'taken back',
  'return-preview.refused': 'refused',
  'policy.section.return-window': 'How long, and what',
  'policy.section.return-window.lead':
    'Beyond the law: 14 days of withdrawal in the EU and in Türkiye, two years for what is broken or wrong.',
  'policy.section.return-decisions': 'Who decides',
  'policy.section.return-decisions.lead': 'What the clauses allow can go on by itself, or wait for a person.',
  'policy.section.return-money': 'Who pays what',
  'policy.section.return-money.lead':
    'Amounts are in the currency of the order. Goods that were wrong or broken cost the customer nothing.',
  'policy.section.return-places': 'Where goods go',
  'policy.section.return-places.lead': 'What was agreed with single suppliers goes before what holds for the others.',
} as const;

export const tr: Record<keyof typeof en, string> = {
  'return-policy.lead':
    'Ürünler nasıl geri alınır. Sipariş verilirken geçerli olan politika o sipariş için hep geçerlidir.',
  'return-policy.all': 'Tüm politikalar',
  'return-policy.copy': 'Bundan yeni taslak',
  'return-policy.read-only.draft': 'Taslak.',
  'return-policy.read-only.active':
    'Şimdi verilen siparişler bu politikayı alır, bu yüzden yalnızca okunur. Değiştirmek için taslağını çıkarın.',
  'return-policy.read-only.archived':
    'Arşivde: altında verilmiş siparişler için hâlâ geçerli. Geri dönmek için taslağını çıkarıp onu geçerli kılın.',
  'return-policy.activate.body':
    'Bundan sonra verilen siparişler bunu alır. Öncekiler, iadesi sonra başlasa da, verildikleri politikada kalır. Kanun önde gelir: cayma hakkı olan, politika ne derse desin cayabilir.',
  'return-preview.title': 'Ne derdi',
  'return-preview.reason': 'Her şey şu nedenle dönseydi',
  'return-preview.days': 'Teslimden sonra kaç gün',
  'return-preview.days.now': 'bugün itibarıyla',
  'return-preview.order': 'Teslim edilmiş bir siparişte',
  'return-preview.empty.title': 'Henüz denenecek bir şey yok',
  'return-preview.empty.body':
    'Hiçbir sipariş teslim edilmedi. İlkiyle birlikte bu politikanın ne dediği burada görünür.',
  'return-preview.lines':
    '{count, plural, =0 {Değişen yok: geçerli politika da aynısını diyor} other {{lines} satırın # tanesine başka yanıt veriliyor}}',
  'return-preview.over': 'Teslim edilmiş en yeni {orders} siparişte',
  'return-preview.newly-allowed': 'geçerli politikanın reddettiği {count} satır geri alınıyor',
  'return-preview.newly-refused': 'geçerli politikanın geri aldığı {count} satır reddediliyor',
  'return-preview.destination': '{count} satır başka yere gidiyor',
  'return-preview.payer': '{count} satırın dönüş yolunu başkası ödüyor',
  'return-preview.by-clause': 'Başka maddenin karar verdiği satırlar',
  'return-preview.active': 'Geçerli politika',
  'return-preview.draft': 'Bu politika',
  'return-preview.same': 'yanıt aynı',
  'return-preview.allowed': 'geri alınır',
  'return-preview.refused': 'reddedilir',
  'policy.section.return-window': 'Ne kadar süre, hangi ürünler',
  'policy.section.return-window.lead':
    'Kanunun üstüne: AB’de ve Türkiye’de 14 gün cayma, bozuk ya da yanlış ürün için iki yıl zaten var.',
  'policy.section.return-decisions': 'Kim karar verir',
  'policy.section.return-decisions.lead': 'Maddelerin izin verdiği kendiliğinden yürüyebilir ya da bir kişiyi bekler.',
  'policy.section.return-money': 'Kim neyi öder',
  'policy.section.return-money.lead':
    'Tutarlar siparişin para birimindedir. Yanlış ya da bozuk ürün müşteriye hiçbir şeye mal olmaz.',
  'policy.section.return-places': 'Ürünler nereye gider',
  'policy.section.return-places.lead': 'Tek tek tedarikçilerle anlaşılan, diğerleri için geçerli olandan önce gelir.',
};

export const words = {
  en: {
    'return-mode.automatic': 'by itself',
    'return-mode.manual': 'a person decides',
    'policy-field.windowDays': 'Own return window',
    'policy-help.windowDays':
      'From delivery of the last parcel, until midnight where the customer lives. 0: nothing beyond the law.',
    'policy-field.approvalDays': 'Time to send it back',
    'policy-help.approvalDays': 'Approved goods that are not on their way by then are free again.',
    'policy-field.excludedSkus': 'Goods that are not taken back',
    'policy-help.excludedSkus': 'Unless they were wrong or broken. * stands for any text.',
    'policy-field.approval': 'Approval of what is allowed',
    'policy-field.refundMode': 'Paying back what came in whole',
    'policy-field.changeOfMindPayer': 'Way back after a change of mind',
    'policy-help.changeOfMindPayer': 'Where the law leaves it open. In Türkiye the seller pays.',
    'policy-field.labelFeeMinor': 'A label that the customer pays',
    'policy-help.labelFeeMinor': 'Taken off the refund.',
    'policy-field.deduction.as_new': 'Taken off: as new',
    'policy-field.deduction.opened': 'Taken off: opened',
    'policy-field.deduction.used': 'Taken off: used',
    'policy-field.deduction.damaged': 'Taken off: damaged',
    'policy-field.deduction.incomplete': 'Taken off: incomplete',
    'policy-field.deduction.wrong_item': 'Taken off: another item',
    'policy-field.otherDestination': 'Goods of every other supplier',
    'policy-field.returnAgreements': 'Agreements with suppliers',
    'policy-field.column.destination': 'Its goods go',
    'policy-field.column.defectPayer': 'Broken or wrong',
    'policy-field.column.keepBelow': 'The customer keeps it below',
    'problem.RETURN_POLICY_CHANGED': 'Somebody else saved this draft meanwhile. Look at what it says now, then decide.',
    'problem.RETURN_POLICY_NOT_DRAFT': 'It is no draft any more.',
    'problem.RETURN_POLICY_ARCHIVED': 'It is archived for good. Make a draft of it and activate that.',
  },
  tr: {
    'return-mode.automatic': 'kendiliğinden',
    'return-mode.manual': 'bir kişi karar verir',
    'policy-field.windowDays': 'Kendi iade süreniz',
    'policy-help.windowDays':
      'Son kolinin tesliminden, müşterinin yaşadığı yerde gece yarısına kadar. 0: kanundan fazlası yok.',
    'policy-field.approvalDays': 'Geri gönderme süresi',
    'policy-help.approvalDays': 'O güne kadar yola çıkmayan onaylı ürün yeniden serbest kalır.',
    'policy-field.excludedSkus': 'Geri alınmayan ürünler',
    'policy-help.excludedSkus': 'Yanlış ya da bozuk değilse. * her metnin yerine geçer.',
    'policy-field.approval': 'İzin verilenin onayı',
    'policy-field.refundMode': 'Eksiksiz gelenin geri ödenmesi',
    'policy-field.changeOfMindPayer': 'Vazgeçmede dönüş yolu',
    'policy-help.changeOfMindPayer': 'Kanunun açık bıraktığı yerde. Türkiye’de satıcı öder.',
    'policy-field.labelFeeMinor': 'Müşterinin ödediği etiket',
    'policy-help.labelFeeMinor': 'Geri ödemeden düşülür.',
    'policy-field.deduction.as_new': 'Kesinti: yeni gibi',
    'policy-field.deduction.opened': 'Kesinti: açılmış',
    'policy-field.deduction.used': 'Kesinti: kullanılmış',
    'policy-field.deduction.damaged': 'Kesinti: hasarlı',
    'policy-field.deduction.incomplete': 'Kesinti: eksik',
    'policy-field.deduction.wrong_item': 'Kesinti: başka ürün',
    'policy-field.otherDestination': 'Diğer tedarikçilerin ürünleri',
    'policy-field.returnAgreements': 'Tedarikçilerle anlaşmalar',
    'policy-field.column.destination': 'Ürünü nereye gider',
    'policy-field.column.defectPayer': 'Bozuk ya da yanlışsa',
    'policy-field.column.keepBelow': 'Şu tutarın altında müşteride kalır',
    'problem.RETURN_POLICY_CHANGED': 'Bu taslağı bu arada başkası kaydetti. Şimdi ne dediğine bakıp öyle karar verin.',
    'problem.RETURN_POLICY_NOT_DRAFT': 'Artık taslak değil.',
    'problem.RETURN_POLICY_ARCHIVED': 'Kalıcı olarak arşivde. Taslağını çıkarıp onu geçerli kılın.',
  },
} as const;
