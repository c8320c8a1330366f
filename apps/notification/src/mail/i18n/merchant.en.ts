/** English texts of lists for the shop's own people, ICU message format. `item` is one line of a list. */
export const merchantEn = {
  'unroutable-orders.subject':
    '{count, plural, =1 {Order {order} cannot be routed} other {{count} times no supplier for an order}}',
  'unroutable-orders.headline': 'No supplier can ship this',
  'unroutable-orders.body':
    '{count, plural, =1 {An order of yours waits} other {Orders of yours wait}} because nobody can ship all of it.',
  'unroutable-orders.more': 'It is routed again by itself as soon as one can. What stands beside each is what helps.',
  'unroutable-orders.item':
    'Order {order}, {units, plural, =1 {one item} other {{units} items}}: {code, select, UNKNOWN_SKU {no supplier lists it} NO_STOCK {nobody has it in stock} NO_ELIGIBLE_SUPPLIER {your routing policy allows no supplier} ALL_SUPPLIERS_REFUSED {all suppliers refused} NOTHING_TO_SHIP {there is nothing to ship} BELOW_MARGIN {it would earn less than your policy wants} TOO_LATE {nobody can keep the promised day} NO_EXCHANGE_RATE {an exchange rate is missing} WAITS_FOR_WHOLE_LINE {it waits until one supplier has all of it} other {{code}}}. {action, select, ADD_LISTING {Add a listing.} WAIT_FOR_STOCK {Wait for stock.} ADD_SUPPLIER {Add a supplier.} ADD_EXCHANGE_RATE {Add the exchange rate.} CHANGE_POLICY {Change the policy.} CANCEL_OR_REROUTE {Cancel it or route it again.} other {}}',

  'late-backorders.subject':
    '{count, plural, =1 {A backorder of order {order} comes too late} other {{count} backorders come too late}}',
  'late-backorders.headline': 'A promise is about to be broken',
  'late-backorders.body':
    '{count, plural, =1 {A supplier is} other {Suppliers are}} later with a backorder than was promised.',
  'late-backorders.more': 'Tell the customer, or cancel those items so that another supplier is found.',
  'late-backorders.item':
    'Order {order}, purchase order {po}, {units, plural, =1 {one item} other {{units} items}} from {name}: {code, select, SHIPS_AFTER_PROMISE {leaves {hasMoment, select, yes {on {moment}} other {on a day that nobody named}}, promised by {day}} other {should have left by {moment} and has not}}.',

  'late-complaints.subject': '{count, plural, =1 {Complaint {number} is late} other {{count} complaints are late}}',
  'late-complaints.headline': 'Complaints that need you',
  'late-complaints.body':
    '{count, plural, =1 {A complaint was} other {Complaints were}} not answered or solved in time, or somebody asks for help with {count, plural, =1 {it} other {them}}.',
  'late-complaints.more': 'Each stands at the top of the page Complaints.',
  'late-complaints.item':
    'Complaint {number}, order {order}: {code, select, first_answer {no answer until {moment}} solution {not solved until {moment}} other {escalated to level {level}}}.',

  'returns-to-decide.subject':
    '{count, plural, =1 {Return {number} waits for your decision} other {{count} returns wait for your decision}}',
  'returns-to-decide.headline': 'Returns to decide',
  'returns-to-decide.body':
    'Your policy decides nothing about {count, plural, =1 {this return} other {these returns}}, and {count, plural, =1 {its customer waits} other {their customers wait}}.',
  'returns-to-decide.more': 'Approve or refuse each on the page Returns.',
  'returns-to-decide.item':
    'Return {number}, order {order}, {units, plural, =1 {one item} other {{units} items}}{kind, select, exchange {, to be exchanged} other {}}',

  'disputed-claims.subject':
    '{count, plural, =1 {A supplier disputes a claim of order {order}} other {{count} claims are disputed}}',
  'disputed-claims.headline': 'Disputed claims',
  'disputed-claims.body': '{count, plural, =1 {A supplier does} other {Suppliers do}} not accept what you claimed.',
  'disputed-claims.more': 'Read why on the page Claims, and decide.',
  'disputed-claims.item': 'Order {order}: {name} disputes a claim.',

  'overdue-credit-notes.subject':
    '{count, plural, =1 {The credit note of claim {number} is overdue} other {{count} credit notes are overdue}}',
  'overdue-credit-notes.headline': 'Money that suppliers owe you',
  'overdue-credit-notes.body':
    '{count, plural, =1 {A supplier has} other {Suppliers have}} accepted a claim, and the credit note has not come.',
  'overdue-credit-notes.more': 'They were reminded again. Talk to those who do not react.',
  'overdue-credit-notes.item':
    'Claim {number}, order {order}: {name} was reminded {level, plural, =1 {once} other {{level} times}}.',

  'failed-refunds.subject': '{count, plural, =1 {The refund of order {order} failed} other {{count} refunds failed}}',
  'failed-refunds.headline': 'A refund did not go through',
  'failed-refunds.body':
    'Your store refused for good to pay {count, plural, =1 {a refund} other {refunds}} that {count, plural, =1 {a customer was} other {customers were}} promised.',
  'failed-refunds.more': 'Pay it in your store, or talk to the customer.',
  'failed-refunds.item': 'Order {order}: {code}',

  'traffic-changes.subject':
    '{count, plural, =1 {{name} gets {share} of the orders for {sku} instead of {previous}} other {{count} shares of orders changed}}',
  'traffic-changes.headline': 'Who gets how many of your orders',
  'traffic-changes.body':
    'Returns, claims, complaints and scores changed how many of your orders may consider {count, plural, =1 {a supplier} other {suppliers}}.',
  'traffic-changes.more':
    'The page of each supplier shows the figures and undoes the change: Experience, Undo. Programs use POST /v1/routing/experience/(version)/undo.',
  'traffic-changes.item':
    '{name}, {sku}: {share} of the orders instead of {previous}, because {code, select, BAD_SIGNS {too many of its units had a problem} GOOD_SIGNS {what still went there went well} EVIDENCE_FADED {what spoke against it is long ago} UNDONE {somebody put former figures back} other {of {code}}}. Problems: {problems} of the units, probably {low} to {high}, seen on {cases, plural, =1 {one unit} other {{cases} units}} (version {version}).',

  'common.news-more': '… and {more, plural, =1 {one more} other {{more} more}}, all in Kervan.',
  'common.team': 'For your team',
  'common.footer.merchant':
    'You get this because {sender} named your address for it. One click on “unsubscribe” ends it.',
} as const;
