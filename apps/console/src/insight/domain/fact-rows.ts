/** Rows of the fact tables, named as their columns. Money in minor units of the row's currency; days are UTC. */

interface OfOrder {
  readonly order_id: string;
  readonly merchant_id: string;
  /** Where the order goes; null when the store sent no address. */
  readonly country: string | null;
}

export interface OrderRow extends OfOrder {
  /** Who bought, as a pseudonym; null when the store sent no e-mail address. */
  readonly person: string | null;
  readonly placed_at: string;
  readonly day: string;
  readonly currency: string;
  readonly value_minor: number;
  readonly refunded_minor: number;
  /** Neither cancelled as a whole nor the other goods of an exchange. */
  readonly is_purchase: boolean;
  readonly suppliers: readonly string[];
  readonly skus: readonly string[];
  readonly carriers: readonly string[];
  readonly complaints: number;
  readonly complained_at: string | null;
  /** Business time until the first answer to the first complaint. */
  readonly first_answer_seconds: number | null;
}

/** What one supplier shipped of one SKU, and what that came to. `day` is the order's. */
export interface UnitRow extends OfOrder, UnitSums {
  readonly day: string;
  readonly supplier_id: string | null;
  readonly sku: string;
  readonly carriers: readonly string[];
  readonly currency: string;
}

export interface UnitSums {
  readonly shipped_units: number;
  readonly returned_units: number;
  readonly goods_minor: number;
  readonly shipping_minor: number;
  readonly way_back_minor: number;
  readonly refunded_minor: number;
  readonly claimed_minor: number;
  readonly credited_minor: number;
}

/** A parcel to the customer. `day` is the one by which it was promised. */
export interface ParcelRow extends OfOrder {
  readonly shipment_id: string;
  readonly supplier_id: string | null;
  readonly skus: readonly string[];
  readonly carrier: string;
  readonly shipped_at: string;
  readonly due_at: string | null;
  readonly day: string | null;
  readonly delivered_at: string | null;
}

/** A line that a customer sends back. `day` is the order's. */
export interface ReturnRow extends OfOrder {
  readonly return_line_id: string;
  readonly return_id: string;
  readonly day: string;
  readonly supplier_id: string | null;
  readonly sku: string;
  readonly carriers: readonly string[];
  readonly kind: string;
  readonly reason: string;
  readonly quantity: number;
  /** Neither refused, nor expired, nor taken back. */
  readonly is_returned: boolean;
  readonly requested_at: string;
}

/** `day` is the one on which it was opened. Durations are business time; null while nothing happened. */
export interface ComplaintRow extends OfOrder {
  readonly complaint_id: string;
  readonly day: string;
  readonly supplier_id: string | null;
  readonly sku: string | null;
  readonly carrier: string | null;
  readonly type: string;
  readonly cause: string | null;
  readonly party_at_fault: string | null;
  readonly first_answer_seconds: number | null;
  readonly solution_seconds: number | null;
}

/** `day` is the order's. */
export interface ClaimRow extends OfOrder {
  readonly claim_id: string;
  readonly day: string;
  readonly supplier_id: string;
  readonly skus: readonly string[];
  readonly type: string;
  readonly currency: string;
  readonly claimed_minor: number;
  readonly credited_minor: number;
}

/** An answer, and how the customer of its order was served. `day` is the one on which it was given. */
export interface SurveyRow extends OfOrder, Pick<OrderRow, 'is_purchase' | 'complaints' | 'first_answer_seconds'> {
  readonly survey_id: string;
  readonly day: string;
  readonly order_day: string;
  readonly suppliers: readonly string[];
  readonly skus: readonly string[];
  readonly carriers: readonly string[];
  readonly kind: string;
  readonly score: number;
  readonly complaint_id: string | null;
}

/** Everything that is known of one order. */
export interface OrderFactRows {
  readonly order: OrderRow;
  readonly units: readonly UnitRow[];
  readonly parcels: readonly ParcelRow[];
  readonly returns: readonly ReturnRow[];
  readonly complaints: readonly ComplaintRow[];
  readonly claims: readonly ClaimRow[];
  readonly surveys: readonly SurveyRow[];
}
