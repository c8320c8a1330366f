import type { Role } from '../api/types.js';
import type { IconName } from '../ui/icon.js';

/** A page that the menu leads to. */
export interface MenuPage {
  name: Extract<
    IconName,
    | 'now'
    | 'orders'
    | 'purchase-orders'
    | 'parcels'
    | 'suppliers'
    | 'routing'
    | 'insight'
    | 'parked'
    | 'mailbox'
    | 'events'
    | 'keys'
    | 'to-do'
    | 'lost'
    | 'complaints'
    | 'returns'
    | 'claims'
    | 'opinions'
    | 'messages'
  >;
  path: string;
  /** `g` and this letter lead there. */
  letter: string;
}

const page = (name: MenuPage['name'], letter: string): MenuPage => ({ name, path: `/${name}`, letter });

const now = page('now', 'n');
const orders = page('orders', 'o');
const purchaseOrders = page('purchase-orders', 'u');
const parcels = page('parcels', 'p');
const suppliers = page('suppliers', 's');
const routing = page('routing', 'r');
const insight = page('insight', 'i');
const parked = page('parked', 'x');
const mailbox = page('mailbox', 'm');
const events = page('events', 'e');
const keys = page('keys', 'k');
const toDo = page('to-do', 't');
const lost = page('lost', 'l');
const complaints = page('complaints', 'c');
const returns = page('returns', 'b');
const claims = page('claims', 'a');
const opinions = page('opinions', 'f');
const messages = page('messages', 'w');

const pagesByRole: Record<Role, readonly MenuPage[]> = {
  operator: [
    now,
    orders,
    purchaseOrders,
    parcels,
    complaints,
    returns,
    claims,
    opinions,
    suppliers,
    routing,
    messages,
    insight,
    parked,
    mailbox,
    events,
    keys,
  ],
  merchant: [
    orders,
    purchaseOrders,
    parcels,
    complaints,
    returns,
    claims,
    opinions,
    suppliers,
    routing,
    messages,
    insight,
    mailbox,
  ],
  supplier: [toDo, returns, claims, complaints, lost],
};

/** What a role may open, in the order of the menu; the first is where it lands. */
export const pagesOf = (role: Role): readonly MenuPage[] => pagesByRole[role];

/** Pages under a menu page, and the purchase orders that a supplier reaches from what it has to do. */
export function mayOpen(role: Role, pathname: string): boolean {
  if (pathname === '/') return true;
  if (role === 'supplier' && pathname.startsWith('/purchase-orders/')) return true;
  return pagesByRole[role].some(({ path }) => pathname === path || pathname.startsWith(`${path}/`));
}
