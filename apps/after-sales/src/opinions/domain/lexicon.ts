import type { CommentTopic } from '#contracts';

/**
 * Beginnings of words, so that Turkish endings need no list of their own: `kırıl` is in kırıldı, kırılmış, kırılan.
 * A word between bars stands alone: `|ok|` is not in okul.
 */
export const positiveWords: readonly string[] = [
  ...['great', 'good', 'perfect', 'excellent', 'love', 'happy', 'thank', '|fast|', '|quick', 'recommend', 'nice'],
  ...[
    'beautiful',
    'awesome',
    'friendly',
    'helpful',
    'amazing',
    'satisfied',
    'best',
    'smooth',
    'wonderful',
    'kind',
    'solved',
  ],
  ...['harika', 'güzel', 'mükemmel', 'süper', 'teşekkür', 'memnun', 'hızlı', 'başarılı', 'kaliteli', 'tavsiye'],
  ...[
    'sevdi',
    'bayıl',
    'sağlam',
    'özenli',
    'ilgili',
    'kusursuz',
    '|iyi',
    'beğen',
    'eline',
    'çözüldü',
    '👍',
    '😍',
    '❤',
    '😀',
    '🙂',
  ],
];

export const negativeWords: readonly string[] = [
  ...['bad', 'broke', 'broken', 'damage', 'late|', 'never arrived', 'terrible', 'awful', 'worst', 'poor', 'slow'],
  ...['disappoint', 'refund', 'wrong', 'missing', 'useless', 'horrible', 'rude', 'scratch', 'cheap quality', 'waste'],
  ...['unhappy', 'problem', 'torn', 'dirty', 'complain', 'leak', 'defect', 'delay'],
  ...[
    'kötü',
    'kırık',
    'kırıl',
    'geç|',
    'geç geldi',
    'gecik',
    'berbat',
    'rezalet',
    'bozuk',
    'eksik',
    'yanlış',
    'hasarl',
  ],
  ...['pişman', 'yavaş', 'kalitesiz', 'sorun', 'çizik', 'yırtık', 'iade et', 'hayal kırıklığı', 'memnuniyetsiz'],
  ...['ilgisiz', 'başarısız', 'kirli', 'şikayet', 'şikâyet', '👎', '😡', '😠', '😞'],
];

/** A word of these in the three words before turns the meaning. */
export const negationsBefore: ReadonlySet<string> = new Set([
  ...['not', 'no', 'never', "don't", "didn't", "isn't", "wasn't", "doesn't", "can't", 'without', 'hardly', 'hiç'],
  ...["won't", "wouldn't", "couldn't", "aren't", "haven't", "hasn't", 'cannot', 'cant', 'dont', 'didnt', 'nothing'],
]);

/** General words that say nothing in a comment, though AFINN gives them a value: "like new", "kind of", "too big". */
export const sayingNothing: ReadonlySet<string> = new Set([
  ...['like', 'kind', 'pretty', 'big', 'please', 'clearly', 'yeah', 'careful', 'want', 'wish', 'hoping', 'better'],
]);

/** A word of these in the two words behind turns the meaning. Turkish negates behind. */
export const negationsBehind: ReadonlySet<string> = new Set(['değil', 'değildi', 'yok', 'yoktu', 'olmadı', 'değilim']);

/** Words that are turned by their own ending: beğenmedim, sevmedim, kırılmamış. */
export const turnedByEnding = /\p{L}{2}(me|ma)(di|dı|miş|mış|yor|z|m$)/u;

export const topicWords: Readonly<Record<CommentTopic, readonly string[]>> = {
  delivery: [
    'deliver',
    'shipping',
    'courier',
    'arrive',
    'parcel',
    'kargo',
    'teslim',
    'kurye',
    'geldi',
    'ulaş',
    '|late',
    '|geç',
  ],
  packaging: ['packag', '|box', 'wrap', 'paket', '|kutu', 'ambalaj'],
  product: [
    'product',
    'quality',
    '|colour',
    '|color',
    'material',
    'ürün',
    'kalite',
    'renk',
    'kumaş',
    'kupa',
    '|mug',
    '|lamp',
  ],
  price: ['price', 'expensive', 'cheap', 'money', 'fiyat', 'pahalı', 'ucuz', 'para|'],
  support: ['support', 'service', 'answer', 'staff', 'reply', 'destek', 'hizmet', 'cevap', 'yanıt', 'müşteri', 'ilgi'],
  returns: ['return', 'refund', 'exchange', 'iade', 'değişim', 'geri ödeme'],
  size: ['size', '|small', '|large', '|big|', 'tight', '|fit', 'beden', 'küçük', 'büyük', '|dar|', '|bol|'],
};
