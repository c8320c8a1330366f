import type { Rng } from './rng.js';

export interface Person {
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
  language: 'tr' | 'en';
  address: {
    line1: string;
    district: string | null;
    city: string;
    postalCode: string;
    country: string;
    countryName: string;
  };
}

interface Place {
  /** Absent: the country that most speakers of the language live in. */
  country?: { code: string; name: string };
  city: string;
  district: string | null;
  street: string;
  postalCode: string;
}

const turkish = {
  first: [
    'Ayşe',
    'Mehmet',
    'Zeynep',
    'Emre',
    'Elif',
    'Burak',
    'Gülşen',
    'Çağrı',
    'Şule',
    'Ömer',
    'İrem',
    'Uğur',
    'Ebru',
    'Kerem',
  ],
  last: [
    'Yılmaz',
    'Demir',
    'Çelik',
    'Şahin',
    'Öztürk',
    'Kılıç',
    'Aydın',
    'Güneş',
    'Doğan',
    'Işık',
    'Koç',
    'Ünal',
    'Aksoy',
  ],
  places: [
    { city: 'İstanbul', district: 'Kadıköy', street: 'Bağdat Cad.', postalCode: '34710' },
    { city: 'İstanbul', district: 'Beşiktaş', street: 'Barbaros Bulvarı', postalCode: '34353' },
    { city: 'Ankara', district: 'Çankaya', street: 'Tunalı Hilmi Cad.', postalCode: '06680' },
    { city: 'İzmir', district: 'Karşıyaka', street: 'Cemal Gürsel Cad.', postalCode: '35580' },
    { city: 'Bursa', district: 'Nilüfer', street: 'Fatih Sultan Mehmet Blv.', postalCode: '16110' },
    { city: 'Eskişehir', district: 'Odunpazarı', street: 'Atatürk Cad.', postalCode: '26030' },
    { city: 'Şanlıurfa', district: 'Haliliye', street: 'Göbeklitepe Cad.', postalCode: '63050' },
  ] satisfies Place[],
};
const english = {
  first: ['Olivia', 'Jack', 'Amelia', 'Harry', 'Isla', 'George', 'Maeve', "Shea-D'Arcy", 'Zoë', 'Noah'],
  last: ['Smith', 'Jones', 'Taylor', "O'Connor", 'Brown', 'Walker', 'Lewis-Hall', 'Clarke', 'Wright'],
  places: [
    { city: 'London', district: null, street: 'Baker Street', postalCode: 'NW1 6XE' },
    { city: 'Manchester', district: null, street: 'Deansgate', postalCode: 'M3 4LY' },
    { city: 'Bristol', district: null, street: 'Park Street', postalCode: 'BS1 5NT' },
    { city: 'Edinburgh', district: null, street: 'Rose Street', postalCode: 'EH2 2NG' },
    {
      ...{ city: 'Dublin', district: null, street: 'Capel Street', postalCode: 'D01 X2P4' },
      country: { code: 'IE', name: 'Ireland' },
    },
  ] satisfies Place[],
};

/** A customer who does not exist: reserved mail domain, numbers that nobody owns. Three of four speak Turkish. */
export function aPerson(rng: Rng, language?: 'tr' | 'en'): Person {
  const speaks = language ?? (rng.chance(0.75) ? 'tr' : 'en');
  const { first, last, places } = speaks === 'tr' ? turkish : english;
  const firstName = rng.pick(first);
  const lastName = rng.pick(last);
  const place = rng.pick<Place>(places);
  return {
    firstName,
    lastName,
    email: `${mailbox(firstName)}.${mailbox(lastName)}.${rng.digits(4)}@example.com`,
    phone: speaks === 'tr' ? `+90532000${rng.digits(4)}` : `+447700900${rng.digits(3)}`,
    language: speaks,
    address: {
      line1: speaks === 'tr' ? `${place.street} No: ${rng.int(1, 180)}` : `${rng.int(1, 180)} ${place.street}`,
      district: place.district,
      city: place.city,
      postalCode: place.postalCode,
      country: place.country?.code ?? (speaks === 'tr' ? 'TR' : 'GB'),
      countryName: place.country?.name ?? (speaks === 'tr' ? 'Turkey' : 'United Kingdom'),
    },
  };
}

function mailbox(name: string): string {
  return name
    .replaceAll('ı', 'i')
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
}
