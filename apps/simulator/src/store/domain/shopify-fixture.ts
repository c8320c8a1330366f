/**
 * What every order of a Shopify store says besides its own facts: the fields of API version 2024-10
 * with the values of an ordinary paid web order. Structure as in the published samples; a test compares.
 */
export const orderDefaults = {
  app_id: null,
  browser_ip: null,
  buyer_accepts_marketing: false,
  cancel_reason: null,
  cancelled_at: null,
  cart_token: null,
  checkout_id: null,
  checkout_token: null,
  client_details: null,
  closed_at: null,
  confirmation_number: null,
  confirmed: true,
  current_total_additional_fees_set: null,
  current_total_duties_set: null,
  device_id: null,
  duties_included: false,
  estimated_taxes: false,
  fulfillment_status: null,
  landing_site: null,
  landing_site_ref: null,
  location_id: null,
  merchant_business_entity_id: 'MTU0ODM4MDAwOQ',
  merchant_of_record_app_id: null,
  note_attributes: [],
  original_total_additional_fees_set: null,
  original_total_duties_set: null,
  po_number: null,
  reference: null,
  referring_site: null,
  source_identifier: null,
  source_name: 'web',
  source_url: null,
  tags: '',
  tax_exempt: false,
  tax_lines: [],
  taxes_included: true,
  test: false,
  total_tip_received: '0.00',
  user_id: null,
  discount_applications: [],
  fulfillments: [],
  payment_terms: null,
  refunds: [],
  returns: [],
} as const;

/** The same of a line that is shipped. */
export const lineDefaults = {
  attributed_staffs: [],
  fulfillment_service: 'manual',
  fulfillment_status: null,
  gift_card: false,
  product_exists: true,
  properties: [],
  requires_shipping: true,
  taxable: true,
  variant_inventory_management: null,
  variant_title: null,
  vendor: null,
  tax_lines: [],
  duties: [],
} as const;

/** The same of a customer with an account. */
export const customerDefaults = {
  state: 'enabled',
  note: null,
  verified_email: true,
  multipass_identifier: null,
  tax_exempt: false,
  email_marketing_consent: { state: 'not_subscribed', opt_in_level: null, consent_updated_at: null },
  sms_marketing_consent: null,
  tags: '',
  tax_exemptions: [],
} as const;

/** The same of a shipping line. */
export const shippingLineDefaults = {
  carrier_identifier: null,
  code: 'Standard',
  is_removed: false,
  phone: null,
  requested_fulfillment_service_id: null,
  source: 'shopify',
  title: 'Standard',
  tax_lines: [],
  discount_allocations: [],
} as const;
