import { afterSalesTr } from './after-sales.tr.js';
import type { MessageKey } from './en.js';
import { merchantTr } from './merchant.tr.js';

/** Turkish texts of messages, ICU message format. */
export const tr: Readonly<Record<MessageKey, string>> = {
  ...afterSalesTr,
  ...merchantTr,

  'order-placed.subject': '{order} numaralı siparişinizi aldık',
  'order-placed.headline': 'Teşekkürler {name}',
  'order-placed.body': 'Siparişinizi aldık, hazırlıyoruz.{hasDay, select, yes { En geç {day} sizde.} other {}}',
  'order-placed.more': 'Paketiniz yola çıkar çıkmaz size yazacağız.',

  'order-shipped.subject':
    '{toCome, plural, =0 {{order} numaralı siparişiniz yolda} other {{order} numaralı siparişinizin bir bölümü yolda}}',
  'order-shipped.headline': 'Paketiniz yolda',
  'order-shipped.body':
    '{total, plural, =1 {{name}, paketiniz yola çıktı.} other {{name}, siparişinizin {total}. paketi yola çıktı.}}{hasDay, select, yes { En geç {day} sizde olmalı.} other {}}',
  'order-shipped.more': '{toCome, plural, =0 {Başka eksik ürün yok.} other {{toCome} ürün daha ayrı paketle gelecek.}}',

  'out-for-delivery.subject': 'Bugün kapınızda: {order} numaralı sipariş',
  'out-for-delivery.headline': 'Bugün kapınızda',
  'out-for-delivery.body': '{name}, kurye paketinizle yola çıktı.',
  'out-for-delivery.more': 'Lütfen teslim alacak biri bulunsun.',

  'delivered.subject':
    '{complete, select, yes {Teslim edildi: {order} numaralı sipariş} other {{order} numaralı siparişinizin bir paketi teslim edildi}}',
  'delivered.headline': 'Teslim edildi',
  'delivered.body':
    '{complete, select, yes {{name}, {total, plural, =1 {paketiniz} other {siparişinizin {total} paketi de}} ulaştı. Güle güle kullanın!} other {{name}, {total, plural, =1 {ilk paketiniz ulaştı.} other {{total} paketten {delivered} tanesi ulaştı.}}}}',
  'delivered.more':
    '{complete, select, yes {Eksik ya da kırık bir şey mi var? Bu iletiyi yanıtlayın.} other {{toCome, plural, =0 {Kalanı yolda.} other {{toCome} ürün hâlâ hazırlanıyor.}}}}',

  'delayed.subject': 'Gecikti: {order} numaralı sipariş',
  'delayed.headline': 'Paketiniz gecikti',
  'delayed.body': '{name}, paketiniz beklenenden uzun sürüyor. Kargo firmasına soruyoruz.',
  'delayed.more': 'Sizin bir şey yapmanız gerekmiyor. Kaybolursa yenisini gönderir ya da paranızı iade ederiz.',

  'parcels-digest.subject':
    '{delivered, plural, =0 {{order} numaralı siparişiniz: {total} paket yolda} other {{order} numaralı siparişiniz: {total} paketten {delivered} tanesi ulaştı}}',
  'parcels-digest.headline': 'Paketleriniz nerede',
  'parcels-digest.body': '{name}, siparişiniz birden fazla paketle geliyor. Son durum şöyle:',
  'parcels-digest.more':
    '{toCome, plural, =0 {Başka eksik ürün yok.} other {{toCome} ürün daha ayrı paketle gelecek.}}',

  'data-export-ready.subject': 'İstediğiniz veriler',
  'data-export-ready.headline': 'Verileriniz hazır',
  'data-export-ready.body':
    '{name}, {sender} tarafından hakkınızda saklananlar derlendi. Bağlantı yalnızca bir kez, {moment} tarihine kadar çalışır.',
  'data-export-ready.more':
    'Bunu siz istemediniz mi? Öyleyse {order} numaralı siparişinizin bağlantısı başka birinde. Verilerinizi kimse almadı: bağlantıya dokunmayın ve mağazaya haber verin.',

  'order-cancelled.subject':
    '{partly, select, yes {{order} numaralı siparişinizin bir bölümü iptal edildi} other {{order} numaralı siparişiniz iptal edildi}}',
  'order-cancelled.headline': '{partly, select, yes {Bir bölümü iptal edildi} other {İptal edildi}}',
  'order-cancelled.body':
    '{partly, select, yes {{name}, henüz gönderilmemiş ürünler iptal edildi. Yola çıkmış paketler gelmeye devam ediyor.} other {{name}, siparişiniz iptal edildi, hiçbir şey gönderilmeyecek.}}',
  'order-cancelled.more': 'Bunun için ödediğiniz tutar, ödediğiniz yolla iade edilir.',

  'cancellation-refused.subject': 'İptal için geç kalındı: {order} numaralı siparişiniz',
  'cancellation-refused.headline': 'Sipariş yola çıkmıştı',
  'cancellation-refused.body': '{name}, durdurulmasını istediğimizde siparişiniz gönderilmişti.',
  'cancellation-refused.more': 'Elinize ulaşınca iade edebilirsiniz: iade başlatmak için siparişinizi izleyin.',

  'address-changed.subject': '{order} numaralı siparişiniz yeni adrese gidiyor',
  'address-changed.headline': '{partly, select, yes {Bir bölümü yeni adrese gidiyor} other {Yeni adrese gidiyor}}',
  'address-changed.body':
    '{partly, select, yes {{name}, siparişinizin bir bölümü yeni adrese gidiyor. Yola çıkmış ya da durdurulamayan paketler önceki adrese gidiyor.} other {{name}, siparişiniz yeni adrese gidiyor.}}',
  'address-changed.more': 'Bunu siz istemediyseniz hemen bu iletiyi yanıtlayın.',

  'address-refused.subject': '{order} numaralı siparişinizin adresi değişmedi',
  'address-refused.headline': 'Adres değiştirilemedi',
  'address-refused.body':
    '{name}, siparişiniz verirken yazdığınız adrese gidiyor: {code, select, COUNTRY_CHANGED {adres yalnızca aynı ülke içinde değişebilir} ORDER_CANCELLED {sipariş iptal edildi} ALREADY_SHIPPED {sipariş yola çıkmıştı} CHANGE_PENDING {önceki değişiklik henüz yanıtlanmadı} ADDRESS_MISSING {önce mağazanın adresi tamamlaması gerekiyor} NO_ANSWER {paketleyen zamanında yanıt vermedi} other {paketlenip etiketlenmiş}}.',
  'address-refused.more': 'Orada paketi alacak kimse yoksa bu iletiyi yanıtlayın.',

  'nothing-new.subject': 'Takipteyiz: {order} numaralı siparişiniz',
  'nothing-new.headline': 'Henüz yeni bir haber yok',
  'nothing-new.body':
    '{name}, siparişinizle ilgili yeni bir haber yok ama onu unutmadık.{hasDay, select, yes { En geç {day} sizde olmalı.} other {}}',
  'nothing-new.more': 'Bir gelişme olur olmaz size yazacağız.',

  'purchase-order-created.subject': 'Yeni satın alma siparişi {po}',
  'purchase-order-created.headline': 'Yeni satın alma siparişi {po}',
  'purchase-order-created.body': '{name}, {units} ürünlük bir satın alma siparişi sizi bekliyor.',
  'purchase-order-created.more':
    '{hasMoment, select, yes {Lütfen en geç {moment} onaylayın. Sonrasında başka bir tedarikçiye gider.} other {Lütfen yakında onaylayın.}}',

  'purchase-order-expired.subject': 'Süresi doldu: satın alma siparişi {po}',
  'purchase-order-expired.headline': '{po} numaralı siparişin süresi doldu',
  'purchase-order-expired.body':
    '{name}, zamanında onaylanmadı. Lütfen {units, plural, =1 {bu ürünü} other {bu {units} ürünü}} göndermeyin.',
  'purchase-order-expired.more': 'Ürünler başka bir tedarikçiye verildi.',

  'purchase-order-unanswered.subject': 'Hâlâ bekliyor: satın alma siparişi {po}',
  'purchase-order-unanswered.headline': '{po} numaralı satın alma siparişi yanıtınızı bekliyor',
  'purchase-order-unanswered.body': '{name}, {units} ürünü gönderip gönderemeyeceğiniz henüz bildirilmedi.',
  'purchase-order-unanswered.more':
    '{hasMoment, select, yes {Lütfen en geç {moment} onaylayın. Sonrasında başka bir tedarikçiye gider.} other {Lütfen yakında onaylayın.}}',

  'order-unroutable.subject': '{order} numaralı sipariş yönlendirilemiyor: {code}',
  'order-unroutable.headline': '{units} ürün için tedarikçi yok',
  'order-unroutable.body': '{order} numaralı sipariş bekliyor: {code}.',
  'order-unroutable.more': 'Yapılacak: {action}.',

  'purchase-order-overdue.subject': '{po} numaralı satın alma siparişinin süresi doldu',
  'purchase-order-overdue.headline': 'Bir tedarikçi yanıt vermedi',
  'purchase-order-overdue.body':
    '{name}, {order} numaralı siparişin {po} numaralı satın alma siparişini zamanında onaylamadı.',
  'purchase-order-overdue.more': '{units} ürün yeniden yönlendiriliyor.',

  'shipment-stalled.subject': '{order} numaralı siparişin bir paketinden haber yok',
  'shipment-stalled.headline': 'Bir paketten haber alınamıyor',
  'shipment-stalled.body': '{order} numaralı siparişin {number} numaralı paketinden ({carrier}) son haber: {moment}.',
  'shipment-stalled.more': 'Müşteriye geciktiği bildirildi. Lütfen kargo firmasına sorun.',

  'webhook-disabled.subject': '{name} adresine artık olay gönderilmiyor',
  'webhook-disabled.headline': 'Bir webhook adresi kapatıldı',
  'webhook-disabled.body': '{name} şu andan beri hiçbir olayı almadı: {moment}. Son yanıt: {code}.',
  'webhook-disabled.more': 'Hiçbir şey kaybolmadı: adres yeniden açılınca bu arada olanlar gönderilir.',

  'traffic-share-changed.subject': '{name}: {sku} siparişlerinin {previous} yerine {share} kadarı',
  'traffic-share-changed.headline': '{name} için {lower, select, yes {daha az} other {daha çok}} sipariş',
  'traffic-share-changed.body':
    '{sender} mağazasının {sku} siparişlerinin {previous} yerine {share} kadarı {name} tedarikçisine gidebilir: {code, select, BAD_SIGNS {ürünlerinin çok fazlasında sorun çıktı} GOOD_SIGNS {oraya gidenler sorunsuz geçti} EVIDENCE_FADED {aleyhine olanlar çok eskide kaldı} UNDONE {birisi önceki rakamları geri koydu} other {{code}}}. Sorunlu ürün: {problems}, olasılıkla {low} – {high}, {cases} üründe görüldü.',
  'traffic-share-changed.more':
    'Geri almak için: tedarikçi sayfasında Deneyim ya da POST /v1/routing/experience/{version}/undo.',

  'feed-overdue.subject': '{sender} için stok listeniz gecikti',
  'feed-overdue.headline': 'Lütfen stoklarınızı gönderin',
  'feed-overdue.body':
    '{name}, son bildirdiğiniz stok, kararlaştırılandan eski ({moment} tarihinden beri). Siparişler artık doğru olmayabilecek sayılarla yönlendiriliyor.',
  'feed-overdue.more': 'Lütfen bir stok listesi gönderin. Başka bir şey gerekmez: liste gelir gelmez bu uyarı biter.',

  'supplier-feed-overdue.subject': '{name} tedarikçisinden güncel stok listesi yok',
  'supplier-feed-overdue.headline': 'Bir tedarikçi elinde ne olduğunu bildirmiyor',
  'supplier-feed-overdue.body':
    '{name} tedarikçisinin son bildirdiği stok, kararlaştırılandan eski ({moment} tarihinden beri). {sender} siparişleri artık doğru olmayabilecek sayılarla yönlendiriliyor.',
  'supplier-feed-overdue.more':
    'Lütfen stok listesi isteyin ya da tedarikçiyi kullanımdan çıkarın. Liste gelir gelmez bu uyarı biter.',

  'common.again': '{repetition}. hatırlatma: {subject}',
  'common.order': 'Sipariş {order}',
  'common.purchase-order': 'Satın alma siparişi {po}',
  'common.supplier': 'Tedarikçi {name}',
  'common.parcel': '{carrier}, takip no. {number}',
  'common.parcel-so-far':
    '{carrier}, takip no. {number}: {status, select, registered {yola çıktı} picked_up {yola çıktı} in_transit {yolda} out_for_delivery {bugün kapınızda} ready_for_pickup {teslim alınmayı bekliyor} attempt_failed {teslim edilemedi} delayed {gecikti} on_hold {bekletiliyor} delivered {teslim edildi} returning {geri dönüyor} returned {geri gönderildi} cancelled {iptal edildi} other {haber yok}}{hasDay, select, yes {, en geç {day}} other {}}',
  'common.goods': 'Ürünler',
  'common.shipping': 'Kargo',
  'common.discount': 'İndirim',
  'common.total': 'Toplam',
  'common.day': '{date} {weekday}',
  'common.button.track': 'Siparişimi izle',
  'common.button.export': 'Verilerimi al',
  'common.button.desk': 'Kervan’ı aç',
  'common.footer.customer':
    'Bu iletiyi {sender} mağazasından alışveriş yaptığınız için aldınız. Sorunuz mu var? {order} numarasını yazarak yanıtlayın.',
  'common.footer.supplier': 'Bu iletiyi, {sender} siparişlerini gönderdiğiniz için aldınız.',
  'common.footer.operator': 'Bu iletiyi, bu kurulumun işletmecisi olarak adınız verildiği için aldınız.',
};
