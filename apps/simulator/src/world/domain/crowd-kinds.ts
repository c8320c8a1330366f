/** What is done after an order has come, as items of the agenda: who does it, and what. */
export const crowdKinds = {
  wait: 'customer.wait',
  giveBack: 'customer.give-back',
  handOver: 'customer.hand-over',
  complain: 'customer.complain',
  reply: 'customer.reply',
  answerSurvey: 'customer.answer-survey',
  label: 'staff.label',
  answer: 'staff.answer',
  solve: 'staff.solve',
  decide: 'staff.decide',
  openReturn: 'supplier.open-return',
  openRest: 'supplier.open-rest',
  answerClaims: 'supplier.answer-claims',
  credit: 'supplier.credit',
} as const;
