/** English texts of messages about returns, complaints, claims and surveys, ICU message format. */
export const afterSalesEn = {
  'return-requested.subject': 'We have your return request {number}',
  'return-requested.headline': 'Return request received',
  'return-requested.body':
    '{name}, we have your {kind, select, exchange {request to exchange} other {request to return}} {units, plural, =1 {one item} other {{units} items}} of order {order}.',
  'return-requested.more': 'We look at it and write to you. Please do not send anything before that.',

  'return-approved.subject': 'Your return {number} is approved',
  'return-approved.headline': 'Return approved',
  'return-approved.body': '{name}, your return {number} is approved.',
  'return-approved.more':
    '{hasMoment, select, yes {How to send it back follows in a message of its own. Please send it by {moment}.} other {You do not have to send anything back.}}',

  'return-refused.subject': 'Your return {number} was not accepted',
  'return-refused.headline': 'Return not accepted',
  'return-refused.body':
    '{name}, we cannot accept your return {number}: {clause, select, NOT_DELIVERED {the order has not been delivered yet} WINDOW_CLOSED {the time for returns of this order is over} EXCLUDED_GOODS {these goods are excluded from returns, as stated when they were bought} other {the shop looked at it and decided against it}}.',
  'return-refused.more': 'You think that this is wrong? Reply to this message.',

  'return-label.subject':
    '{method, select, label {Your return label {number}} other {How to send back your return {number}}}',
  'return-label.headline': 'Send it back',
  'return-label.body':
    '{method, select, label {{name}, print the label, put it on the parcel and hand it over.} other {{name}, this is how to send it back.}}',
  'return-label.more':
    '{payer, select, customer {You pay for sending it back.} other {Sending it back costs you nothing.}} Write {number} on the parcel.',

  'return-received.subject': 'Your return {number} has arrived',
  'return-received.headline': 'Your return has arrived',
  'return-received.body':
    '{name}, {units, plural, =1 {one item} other {{units} items}} of your return {number} {units, plural, =1 {has} other {have}} arrived.',
  'return-received.more':
    '{complete, select, yes {We write to you as soon as it is settled.} other {The rest has not arrived yet.}}',

  'return-expired.subject': 'Your return {number} has expired',
  'return-expired.headline': 'Return expired',
  'return-expired.body': '{name}, nothing has come back for your return {number} in time, so it has ended.',
  'return-expired.more': 'You have sent it? Reply with the tracking number and we look for it.',

  'refund-completed.subject': 'Your refund for order {order}',
  'refund-completed.headline': '{amount} refunded',
  'refund-completed.body': '{name}, we have refunded {amount} for order {order}, the way you paid.',
  'refund-completed.more': 'Banks take a few days to show it.',

  'withdrawal-acknowledged.subject': 'Acknowledgement of your withdrawal {number}',
  'withdrawal-acknowledged.headline': 'We have received your withdrawal',
  'withdrawal-acknowledged.body':
    '{name}, your declaration that you withdraw from the purchase of the goods below, order {order}, reached {sender} on {stamp}. It has the number {number}.',
  'withdrawal-acknowledged.more':
    '{regime, select, tr {You used your right of withdrawal within 14 days under article 48 of Law 6502 and the Regulation on Distance Contracts. You need give no reason and pay no penalty, and sending the goods back costs you nothing. What you paid is refunded within the time that the law sets, the way you paid.} other {You used your right of withdrawal under articles 9 to 11a of Directive 2011/83/EU. You need give no reason. Please send the goods back within 14 days. What you paid, standard delivery included, is refunded within 14 days, the way you paid; we may wait until the goods, or proof that you sent them, have come.}} Please keep this message.',

  'complaint-received.subject': 'We have your complaint {number}',
  'complaint-received.headline': 'We have your message',
  'complaint-received.body': '{name}, your complaint about order {order} is with us. Its number is {number}.',
  'complaint-received.more': 'You hear from us by {moment} at the latest.',

  'complaint-answered.subject': 'Answer to your complaint {number}',
  'complaint-answered.headline': 'Our answer',
  'complaint-answered.body': '{name}, this is our answer to your complaint about order {order}:',
  'complaint-answered.more': 'Simply reply to this message to write back.',

  'complaint-solved.subject': 'Your complaint {number} is solved',
  'complaint-solved.headline': 'Solved',
  'complaint-solved.body':
    '{name}, we have closed your complaint about order {order}{resolution, select, refund {: you get your money back} replacement {: you get a replacement} return {: you can send it back} explanation {: we have explained what happened} apology {: we are sorry} goodwill {: you get something for your trouble} other {}}.',
  'complaint-solved.more': 'It is not solved for you? Reply to this message and it is open again.',

  'incident-explained.subject': 'What happened to your order {order}',
  'incident-explained.headline': 'What happened',
  'incident-explained.body': '{name}, several orders had the same problem, and yours was one of them:',
  'incident-explained.more': 'We are sorry for the trouble.',

  'survey-asked.subject': 'How was it? Your order {order}',
  'survey-asked.headline': 'How was it?',
  'survey-asked.body':
    '{survey, select, nps {{name}, how likely are you to recommend us to a friend? 0 is not at all, 10 is certainly.} ces {{name}, how easy was it to get this done? 1 is very hard, 7 is very easy.} other {{name}, how satisfied are you with the solution? 1 is not at all, 5 is very.}}',
  'survey-asked.more': 'One tap is enough. You can change your answer until {moment}.',

  'claim-opened.subject': 'Claim {number} for purchase order {po}',
  'claim-opened.headline': 'Claim {number}',
  'claim-opened.body':
    '{name}, {units, plural, =1 {one item} other {{units} items}} of purchase order {po} {claim, select, damaged {arrived damaged} missing {did not arrive} wrong {were not what was ordered} quality {were not of the agreed quality} other {came back to you}}. We ask for a credit note of {amount}.',
  'claim-opened.more': 'Please accept or dispute it by {moment}.',

  'claim-reminded.subject': 'Reminder {level}: claim {number}',
  'claim-reminded.headline': 'Claim {number} is open',
  'claim-reminded.body':
    '{name}, {missing, select, credit_note {the credit note for claim {number} has not come yet} other {claim {number} has not been answered yet}}.',
  'claim-reminded.more':
    '{missing, select, credit_note {Please send it.} other {Please accept or dispute it.}} This is reminder {level}.',

  'complaint-question.subject': 'Question about complaint {number}',
  'complaint-question.headline': 'A question from the shop',
  'complaint-question.body': '{name}, a customer complained about goods that you shipped:',
  'complaint-question.more': 'Please answer soon: the customer is waiting.',

  'claim-disputed.subject': 'A supplier disputes a claim of order {order}',
  'claim-disputed.headline': 'A claim is disputed',
  'claim-disputed.body': '{name} disputes a claim of order {order}:',
  'claim-disputed.more': 'Please decide.',

  'complaint-escalated.subject': 'Complaint {number} escalated to level {level}',
  'complaint-escalated.headline': 'A complaint needs you',
  'complaint-escalated.body': 'Complaint {number} of order {order} went to level {level}: {code}.',
  'complaint-escalated.more': 'Assigned to: {assignee}.',

  'refund-failed.subject': 'The store refused a refund of order {order}',
  'refund-failed.headline': 'A refund failed',
  'refund-failed.body': 'The store refused a refund of order {order} for good: {code}.',
  'refund-failed.more': 'Please look at it: the customer has been promised the money.',

  'common.case': 'Reference {number}',
  'common.button.label': 'Print the label',
} as const;
