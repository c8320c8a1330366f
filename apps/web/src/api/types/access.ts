/** Who is signed in, and what every list looks like. */

export type Role = 'operator' | 'merchant' | 'supplier';

export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface Session {
  keyId?: string;
  role: Role;
  merchantId: string | null;
  supplierId: string | null;
  expiresAt: string | null;
}
