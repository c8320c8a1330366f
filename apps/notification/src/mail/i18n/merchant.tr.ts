import type { merchantEn } from './merchant.en.js';

/** Turkish texts of lists for the shop's own people, ICU message format. */
export const merchantTr: Readonly<Record<keyof typeof merchantEn, string>> = {
  'unroutable-orders.subject':
    '{count, plural, =1 {{order} numaralı sipariş yönlendirilemiyor} other {{count} kez siparişe tedarikçi bulunamadı}}',
  'unroutable-orders.headline': 'Bunu gönderebilecek tedarikçi yok',
  'unroutable-orders.body':
    '{count, plural, =1 {Bir siparişiniz} other {Siparişleriniz}} bekliyor: tamamını gönderebilecek kimse yok.',
  'unroutable-orders.more':
    'Bulunur bulunmaz kendiliğinden yeniden yönlendirilir. Yanlarında neyin işe yarayacağı yazıyor.',
  'unroutable-orders.item':
    'Sipariş {order}, {units} ürün: {code, select, UNKNOWN_SKU {hiçbir tedarikçi listelemiyor} NO_STOCK {kimsede stok yok} NO_ELIGIBLE_SUPPLIER {yönlendirme kurallarınız hiçbir tedarikçiye izin vermiyor} ALL_SUPPLIERS_REFUSED {tedarikçilerin hepsi reddetti} NOTHING_TO_SHIP {gönderilecek bir şey yok} BELOW_MARGIN {kurallarınızın istediğinden az kazandırıyor} TOO_LATE {söz verilen güne kimse yetiştiremiyor} NO_EXCHANGE_RATE {döviz kuru eksik} WAITS_FOR_WHOLE_LINE {tamamı tek tedarikçide olana kadar bekliyor} other {{code}}}. {action, select, ADD_LISTING {Ürünü listeleyin.} WAIT_FOR_STOCK {Stok gelmesini bekleyin.} ADD_SUPPLIER {Tedarikçi ekleyin.} ADD_EXCHANGE_RATE {Döviz kurunu ekleyin.} CHANGE_POLICY {Kuralları değiştirin.} CANCEL_OR_REROUTE {İptal edin ya da yeniden yönlendirin.} other {}}',

  'late-backorders.subject':
    '{count, plural, =1 {{order} numaralı siparişin bekleyen ürünü geç kalıyor} other {{count} bekleyen ürün geç kalıyor}}',
  'late-backorders.headline': 'Verilen söz tutulamayabilir',
  'late-backorders.body':
    '{count, plural, =1 {Bir tedarikçi} other {Tedarikçiler}} stok beklediği ürünleri söz verilenden geç gönderiyor.',
  'late-backorders.more': 'Müşteriye haber verin ya da bu ürünleri iptal edin: başka tedarikçi aranır.',
  'late-backorders.item':
    'Sipariş {order}, satın alma siparişi {po}, {name}, {units} ürün: {code, select, SHIPS_AFTER_PROMISE {{hasMoment, select, yes {çıkış {moment}} other {çıkış günü belirsiz}}, söz verilen {day}} other {en geç {moment} çıkmalıydı, çıkmadı}}.',

  'late-complaints.subject': '{count, plural, =1 {{number} numaralı şikâyet gecikti} other {{count} şikâyet gecikti}}',
  'late-complaints.headline': 'Sizi bekleyen şikâyetler',
  'late-complaints.body':
    '{count, plural, =1 {Bir şikâyet} other {Şikâyetler}} zamanında yanıtlanmadı ya da çözülmedi, ya da birisi yardım istiyor.',
  'late-complaints.more': 'Şikâyetler sayfasının başında duruyorlar.',
  'late-complaints.item':
    'Şikâyet {number}, sipariş {order}: {code, select, first_answer {{moment} tarihine kadar yanıt verilmedi} solution {{moment} tarihine kadar çözülmedi} other {{level}. düzeye çıktı}}.',

  'returns-to-decide.subject':
    '{count, plural, =1 {{number} numaralı iade kararınızı bekliyor} other {{count} iade kararınızı bekliyor}}',
  'returns-to-decide.headline': 'Karar bekleyen iadeler',
  'returns-to-decide.body':
    'İade kurallarınız {count, plural, =1 {bu iade} other {bu iadeler}} için karar vermiyor, {count, plural, =1 {müşterisi} other {müşterileri}} bekliyor.',
  'returns-to-decide.more': 'İadeler sayfasında onaylayın ya da reddedin.',
  'returns-to-decide.item': 'İade {number}, sipariş {order}, {units} ürün{kind, select, exchange {, değişim} other {}}',

  'disputed-claims.subject':
    '{count, plural, =1 {Bir tedarikçi {order} numaralı siparişin talebine itiraz etti} other {{count} talebe itiraz edildi}}',
  'disputed-claims.headline': 'İtiraz edilen talepler',
  'disputed-claims.body': '{count, plural, =1 {Bir tedarikçi} other {Tedarikçiler}} talebinizi kabul etmiyor.',
  'disputed-claims.more': 'Nedenini Talepler sayfasında okuyun ve karar verin.',
  'disputed-claims.item': 'Sipariş {order}: {name} bir talebe itiraz ediyor.',

  'overdue-credit-notes.subject':
    '{count, plural, =1 {{number} numaralı talebin iade faturası gecikti} other {{count} iade faturası gecikti}}',
  'overdue-credit-notes.headline': 'Tedarikçilerin size borcu',
  'overdue-credit-notes.body':
    '{count, plural, =1 {Bir tedarikçi} other {Tedarikçiler}} talebi kabul etti, iade faturası hâlâ gelmedi.',
  'overdue-credit-notes.more': 'Yeniden hatırlatıldı. Yanıt vermeyenlerle görüşün.',
  'overdue-credit-notes.item': 'Talep {number}, sipariş {order}: {name}, {level}. hatırlatma.',

  'failed-refunds.subject':
    '{count, plural, =1 {{order} numaralı siparişin iadesi ödenemedi} other {{count} iade ödenemedi}}',
  'failed-refunds.headline': 'Bir iade ödenemedi',
  'failed-refunds.body':
    'Mağazanız, müşteriye söz verilen {count, plural, =1 {bir iadeyi} other {iadeleri}} kesin olarak reddetti.',
  'failed-refunds.more': 'Mağazanızdan ödeyin ya da müşteriyle görüşün.',
  'failed-refunds.item': 'Sipariş {order}: {code}',

  'traffic-changes.subject':
    '{count, plural, =1 {{name}: {sku} siparişlerinin {previous} yerine {share} kadarı} other {{count} sipariş payı değişti}}',
  'traffic-changes.headline': 'Siparişlerinizin ne kadarı kime gidiyor',
  'traffic-changes.body':
    'İadeler, talepler, şikâyetler ve puanlar, siparişlerinizin ne kadarının {count, plural, =1 {bir tedarikçiye} other {tedarikçilere}} gidebileceğini değiştirdi.',
  'traffic-changes.more':
    'Tedarikçi sayfası rakamları gösterir ve değişikliği geri alır: Deneyim, Geri al. Programlar POST /v1/routing/experience/(version)/undo kullanır.',
  'traffic-changes.item':
    '{name}, {sku}: siparişlerin {previous} yerine {share} kadarı. Neden: {code, select, BAD_SIGNS {ürünlerinin çok fazlasında sorun çıktı} GOOD_SIGNS {oraya gidenler sorunsuz geçti} EVIDENCE_FADED {aleyhine olanlar çok eskide kaldı} UNDONE {birisi önceki rakamları geri koydu} other {{code}}}. Sorunlu ürün: {problems}, olasılıkla {low} – {high}, {cases} üründe görüldü (sürüm {version}).',

  'common.news-more': '… ve {more} tane daha, hepsi Kervan’da.',
  'common.team': 'Ekibiniz için',
  'common.footer.merchant':
    'Bu iletiyi {sender} adresinizi bunun için yazdığı için aldınız. “Abonelikten çık” ile tek tıkta biter.',
};
