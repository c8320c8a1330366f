/** The customer of most tests, as an order carries her. */
export const aCustomer = {
  name: 'Ayşe Yılmaz',
  email: 'ayse@example.com',
  phone: '+905321234567',
  language: 'tr',
} as const;

/** Where she has parcels sent to. */
export const anAddress = {
  name: 'Ayşe Yılmaz',
  line1: 'Bağdat Cad. 1',
  line2: null,
  district: 'Kadıköy',
  city: 'İstanbul',
  region: null,
  postalCode: '34710',
  country: 'TR',
  phone: null,
} as const;
