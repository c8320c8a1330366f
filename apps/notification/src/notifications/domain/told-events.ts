import {
  ClaimDecided,
  ClaimOpened,
  ClaimReminded,
  ComplaintEscalated,
  ComplaintMessageAdded,
  ComplaintOpened,
  ComplaintSolved,
  IncidentClosed,
  OrderAddressChanged,
  OrderAddressChangeRefused,
  OrderCancellationRefused,
  OrderCancelled,
  OrderDelivered,
  OrderPlaced,
  OrderUnroutable,
  RefundCompleted,
  RefundFailed,
  ReturnApproved,
  ReturnExpired,
  ReturnLabelIssued,
  ReturnReceived,
  ReturnRefused,
  ReturnRequested,
  ShipmentDelivered,
  ShipmentPromised,
  ShipmentRegistered,
  ShipmentStalled,
  ShipmentStatusChanged,
  SurveyRequested,
  WithdrawalDeclared,
  type EventClass,
} from '#contracts';

/**
 * Facts that somebody is written to about. Of the others: how an order is sourced is nothing to write about, what
 * left and arrived is told per parcel, a mail for each expected day that moves would be one too many, the steps in
 * between of a return are on the customer's page, and an exchange is told as the new order that it is.
 */
export const toldEvents: readonly EventClass[] = [
  ...[
    OrderPlaced,
    OrderCancelled,
    OrderCancellationRefused,
    OrderAddressChanged,
    OrderAddressChangeRefused,
    OrderDelivered,
    OrderUnroutable,
  ],
  ...[ShipmentRegistered, ShipmentStatusChanged, ShipmentPromised, ShipmentDelivered, ShipmentStalled],
  ...[ReturnRequested, ReturnApproved, ReturnRefused, ReturnLabelIssued, ReturnReceived, ReturnExpired],
  ...[WithdrawalDeclared, RefundCompleted, RefundFailed, SurveyRequested, IncidentClosed],
  ...[ComplaintOpened, ComplaintMessageAdded, ComplaintSolved, ComplaintEscalated],
  ...[ClaimOpened, ClaimReminded, ClaimDecided],
];
