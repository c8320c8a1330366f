/** What the simulated shop sells. Prices in minor units of the shop's currency. */
export interface Product {
  sku: string;
  title: string;
  priceMinor: number;
  weightGrams: number;
  /** Valid EAN-13 of the range for use inside a shop. */
  gtin: string;
}

const goods: [sku: string, title: string, priceMinor: number, weightGrams: number][] = [
  ['MUG-RED', 'Kırmızı kupa', 14990, 380],
  ['MUG-BLUE', 'Mavi kupa', 14990, 380],
  ['TEA-SET-6', 'İnce belli çay seti, 6 kişilik', 34990, 900],
  ['CEZVE-COPPER', 'Bakır cezve', 42990, 350],
  ['TOWEL-PESH', 'Peştemal', 27990, 300],
  ['TOWEL-BATH', 'Banyo havlusu', 31990, 600],
  ['LAMP-MOSAIC', 'Mozaik lamba', 89990, 1800],
  ['LAMP-DESK', 'Desk lamp', 64990, 1500],
  ['RUG-KILIM', 'Kilim 80×150', 159990, 2600],
  ['CUSHION-IKAT', 'İkat yastık kılıfı', 19990, 180],
  ['SOAP-OLIVE', 'Zeytinyağlı sabun, 3 adet', 9990, 450],
  ['COLOGNE-LEMON', 'Limon kolonyası', 12990, 500],
  ['BAG-CANVAS', 'Canvas bag', 24990, 350],
  ['BAG-LEATHER', 'Deri omuz çantası', 189990, 900],
  ['NOTEBOOK-A5', 'Notebook A5', 7990, 250],
  ['PEN-SET', 'Pen set', 11990, 120],
  ['CABLE-USBC', 'USB-C cable', 5990, 60],
  ['CHARGER-65W', '65 W charger', 79990, 220],
  ['HEADPHONES', 'Kulaklık', 149990, 310],
  ['SPEAKER-MINI', 'Mini speaker', 99990, 480],
  ['BOTTLE-STEEL', 'Çelik termos', 39990, 400],
  ['KNIFE-CHEF', 'Şef bıçağı', 54990, 280],
  ['BOARD-OLIVE', 'Zeytin ağacı kesme tahtası', 47990, 1100],
  ['APRON-LINEN', 'Linen apron', 28990, 260],
];

export const catalogue: readonly Product[] = goods.map(([sku, title, priceMinor, weightGrams], index) => ({
  sku,
  title,
  priceMinor,
  weightGrams,
  gtin: withCheckDigit(`2000000${String(index + 1).padStart(5, '0')}`),
}));

const bySku = new Map(catalogue.map((product) => [product.sku, product]));

export function productOf(sku: string): Product | undefined {
  return bySku.get(sku);
}

/** Twelve digits and their GS1 modulo-10 check digit. */
function withCheckDigit(digits: string): string {
  const sum = Array.from(digits).reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return digits + String((10 - (sum % 10)) % 10);
}
