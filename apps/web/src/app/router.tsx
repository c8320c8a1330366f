import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { queryString } from '../api/http.js';
import { insightSearch } from '../insight/insight-search.js';
import { afterOrderRoutes } from './after-order-routes.js';
import { root } from './root-route.js';
import { type ParkedSearch, searchOf, text } from './search.js';
import { Landing } from './shell/landing.js';

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

const messages = createRoute({
  getParentRoute: () => root,
  path: '/messages',
  validateSearch: searchOf('merchant'),
  component: lazyRouteComponent(() => import('../told/kinds-page.js'), 'KindsPage'),
});

const messageTexts = createRoute({
  getParentRoute: () => root,
  path: '/messages/texts/$template/$language',
  validateSearch: searchOf('merchant', 'version'),
  component: lazyRouteComponent(() => import('../told/texts-page.js'), 'TextsPage'),
});

const tellingRules = createRoute({
  getParentRoute: () => root,
  path: '/messages/rules',
  validateSearch: searchOf('merchant'),
  component: lazyRouteComponent(() => import('../telling-rules/rules-page.js'), 'RulesPage'),
});

const tellingRule = createRoute({
  getParentRoute: () => root,
  path: '/messages/rules/$rulesId',
  component: lazyRouteComponent(() => import('../telling-rules/one-rules-page.js'), 'OneRulesPage'),
});

const people = createRoute({
  getParentRoute: () => root,
  path: '/messages/people',
  validateSearch: searchOf('merchant'),
  component: lazyRouteComponent(() => import('../people/people-page.js'), 'PeoplePage'),
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
    ...afterOrderRoutes,
    messages,
    messageTexts,
    tellingRules,
    tellingRule,
    people,
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
