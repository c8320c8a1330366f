import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { queryString } from '../api/http.js';
import { insightSearch } from '../insight/insight-search.js';
import { type ParkedSearch, searchOf, text } from './search.js';
import { Landing } from './shell/landing.js';
import { CrashPage, NotFoundPage } from './shell/page-failures.js';
import { Shell } from './shell/shell.js';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage, errorComponent: CrashPage });

const landing = createRoute({ getParentRoute: () => root, path: '/', component: Landing });

const now = createRoute({
  getParentRoute: () => root,
  path: '/now',
  component: lazyRouteComponent(() => import('../now/now-page.js'), 'NowPage'),
});

const orders = createRoute({
  getParentRoute: () => root,
  path: '/orders',
  validateSearch: (search: Record<string, unknown>) => ({ status: text(search['status']), q: text(search['q']) }),
  component: lazyRouteComponent(() => import('../orders/orders-page.js'), 'OrdersPage'),
});

const order = createRoute({
  getParentRoute: () => root,
  path: '/orders/$orderId',
  component: lazyRouteComponent(() => import('../orders/order-page.js'), 'OrderPage'),
});

const decision = createRoute({
  getParentRoute: () => root,
  path: '/orders/$orderId/decision',
  validateSearch: (search: Record<string, unknown>) => ({
    version: text(search['version']),
    view: text(search['view']),
  }),
  component: lazyRouteComponent(() => import('../decision/decision-page.js'), 'DecisionPage'),
});

const purchaseOrders = createRoute({
  getParentRoute: () => root,
  path: '/purchase-orders',
  validateSearch: (search: Record<string, unknown>) => ({
    status: text(search['status']),
    supplier: text(search['supplier']),
  }),
  component: lazyRouteComponent(() => import('../purchase-orders/purchase-orders-page.js'), 'PurchaseOrdersPage'),
});

const purchaseOrder = createRoute({
  getParentRoute: () => root,
  path: '/purchase-orders/$purchaseOrderId',
  component: lazyRouteComponent(() => import('../purchase-orders/purchase-order-page.js'), 'PurchaseOrderPage'),
});

const toDo = createRoute({
  getParentRoute: () => root,
  path: '/to-do',
  component: lazyRouteComponent(() => import('../purchase-orders/to-do-page.js'), 'ToDoPage'),
});

const parcels = createRoute({
  getParentRoute: () => root,
  path: '/parcels',
  validateSearch: (search: Record<string, unknown>) => ({ status: text(search['status']) }),
  component: lazyRouteComponent(() => import('../parcels/parcels-page.js'), 'ParcelsPage'),
});

const parcel = createRoute({
  getParentRoute: () => root,
  path: '/parcels/$shipmentId',
  component: lazyRouteComponent(() => import('../parcels/parcel-page.js'), 'ParcelPage'),
});

const suppliers = createRoute({
  getParentRoute: () => root,
  path: '/suppliers',
  component: lazyRouteComponent(() => import('../suppliers/suppliers-page.js'), 'SuppliersPage'),
});

const supplier = createRoute({
  getParentRoute: () => root,
  path: '/suppliers/$supplierId',
  component: lazyRouteComponent(() => import('../suppliers/supplier-page.js'), 'SupplierPage'),
});

const policies = createRoute({
  getParentRoute: () => root,
  path: '/routing',
  validateSearch: (search: Record<string, unknown>) => ({ merchant: text(search['merchant']) }),
  component: lazyRouteComponent(() => import('../routing/policies-page.js'), 'PoliciesPage'),
});

const policy = createRoute({
  getParentRoute: () => root,
  path: '/routing/policies/$policyId',
  component: lazyRouteComponent(() => import('../routing/policy-page.js'), 'PolicyPage'),
});

const simulations = createRoute({
  getParentRoute: () => root,
  path: '/routing/simulations',
  validateSearch: (search: Record<string, unknown>) => ({ merchant: text(search['merchant']) }),
  component: lazyRouteComponent(() => import('../simulation/simulations-page.js'), 'SimulationsPage'),
});

const simulation = createRoute({
  getParentRoute: () => root,
  path: '/routing/simulations/$simulationId',
  component: lazyRouteComponent(() => import('../simulation/simulation-page.js'), 'SimulationPage'),
});

const lost = createRoute({
  getParentRoute: () => root,
  path: '/routing/lost',
  validateSearch: (search: Record<string, unknown>) => ({
    merchant: text(search['merchant']),
    supplier: text(search['supplier']),
  }),
  component: lazyRouteComponent(() => import('../lost/lost-pages.js'), 'LostPage'),
});

const ownLost = createRoute({
  getParentRoute: () => root,
  path: '/lost',
  component: lazyRouteComponent(() => import('../lost/lost-pages.js'), 'OwnLostPage'),
});

const insight = createRoute({
  getParentRoute: () => root,
  path: '/insight',
  validateSearch: insightSearch,
  component: lazyRouteComponent(() => import('../insight/overview-page.js'), 'OverviewPage'),
});

const measure = createRoute({
  getParentRoute: () => root,
  path: '/insight/measures/$measureId',
  validateSearch: insightSearch,
  component: lazyRouteComponent(() => import('../insight/measure-page.js'), 'MeasurePage'),
});

const relation = createRoute({
  getParentRoute: () => root,
  path: '/insight/relation',
  validateSearch: insightSearch,
  component: lazyRouteComponent(() => import('../insight/relation-page.js'), 'RelationPage'),
});

const complaints = createRoute({
  getParentRoute: () => root,
  path: '/complaints',
  validateSearch: searchOf('show', 'type', 'assignee', 'supplier', 'q', 'merchant'),
  component: lazyRouteComponent(() => import('../complaints/complaints-page.js'), 'ComplaintsPage'),
});

const complaint = createRoute({
  getParentRoute: () => root,
  path: '/complaints/$complaintId',
  component: lazyRouteComponent(() => import('../complaints/complaint-page.js'), 'ComplaintPage'),
});

const incidents = createRoute({
  getParentRoute: () => root,
  path: '/complaints/incidents',
  validateSearch: searchOf('show', 'incident', 'merchant'),
  component: lazyRouteComponent(() => import('../complaints/incidents-page.js'), 'IncidentsPage'),
});

const macros = createRoute({
  getParentRoute: () => root,
  path: '/complaints/macros',
  validateSearch: searchOf('merchant'),
  component: lazyRouteComponent(() => import('../complaints/macros-page.js'), 'MacrosPage'),
});

const returns = createRoute({
  getParentRoute: () => root,
  path: '/returns',
  validateSearch: searchOf('show', 'supplier', 'q', 'merchant'),
  component: lazyRouteComponent(() => import('../returns/returns-page.js'), 'ReturnsPage'),
});

const oneReturn = createRoute({
  getParentRoute: () => root,
  path: '/returns/$returnId',
  component: lazyRouteComponent(() => import('../returns/return-page.js'), 'ReturnPage'),
});

const refunds = createRoute({
  getParentRoute: () => root,
  path: '/returns/refunds',
  validateSearch: searchOf('show', 'merchant'),
  component: lazyRouteComponent(() => import('../returns/refunds-page.js'), 'RefundsPage'),
});

const claims = createRoute({
  getParentRoute: () => root,
  path: '/claims',
  validateSearch: searchOf('show', 'supplier'),
  component: lazyRouteComponent(() => import('../claims/claims-page.js'), 'ClaimsPage'),
});

const claim = createRoute({
  getParentRoute: () => root,
  path: '/claims/$claimId',
  component: lazyRouteComponent(() => import('../claims/claim-page.js'), 'ClaimPage'),
});

const parked = createRoute({
  getParentRoute: () => root,
  path: '/parked',
  validateSearch: (search: Record<string, unknown>): ParkedSearch => ({
    service: text(search['service']),
    state: text(search['state']),
    type: text(search['type']),
    error: text(search['error']),
    replay: text(search['replay']),
  }),
  component: lazyRouteComponent(() => import('../parked/parked-page.js'), 'ParkedPage'),
});

const mailbox = createRoute({
  getParentRoute: () => root,
  path: '/mailbox',
  validateSearch: (search: Record<string, unknown>) => ({ mail: text(search['mail']) }),
  component: lazyRouteComponent(() => import('../mailbox/mailbox-page.js'), 'MailboxPage'),
});

const events = createRoute({
  getParentRoute: () => root,
  path: '/events',
  validateSearch: (search: Record<string, unknown>) => ({ type: text(search['type']), order: text(search['order']) }),
  component: lazyRouteComponent(() => import('../events/events-page.js'), 'EventsPage'),
});

const keys = createRoute({
  getParentRoute: () => root,
  path: '/keys',
  component: lazyRouteComponent(() => import('../keys/keys-page.js'), 'KeysPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    landing,
    now,
    orders,
    order,
    decision,
    purchaseOrders,
    purchaseOrder,
    toDo,
    parcels,
    parcel,
    suppliers,
    supplier,
    policies,
    policy,
    simulations,
    simulation,
    lost,
    ownLost,
    insight,
    measure,
    relation,
    complaints,
    complaint,
    incidents,
    macros,
    returns,
    oneReturn,
    refunds,
    claims,
    claim,
    parked,
    mailbox,
    events,
    keys,
  ]),
  // Plain `?status=held&q=1001`: a filter is read, typed and sent to a colleague.
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => queryString(search as Record<string, string | undefined>),
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
