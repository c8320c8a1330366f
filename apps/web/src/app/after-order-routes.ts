import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from './root-route.js';
import { searchOf } from './search.js';

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

const returnPolicies = createRoute({
  getParentRoute: () => root,
  path: '/returns/policies',
  validateSearch: searchOf('merchant'),
  component: lazyRouteComponent(() => import('../return-policies/return-policies-page.js'), 'ReturnPoliciesPage'),
});

const returnPolicy = createRoute({
  getParentRoute: () => root,
  path: '/returns/policies/$policyId',
  component: lazyRouteComponent(() => import('../return-policies/return-policy-page.js'), 'ReturnPolicyPage'),
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

const surveys = createRoute({
  getParentRoute: () => root,
  path: '/opinions',
  validateSearch: searchOf('from', 'to', 'merchant', 'kind', 'topic', 'sentiment'),
  component: lazyRouteComponent(() => import('../opinions/surveys-page.js'), 'SurveysPage'),
});

const reviews = createRoute({
  getParentRoute: () => root,
  path: '/opinions/reviews',
  validateSearch: searchOf('show', 'q', 'merchant'),
  component: lazyRouteComponent(() => import('../opinions/reviews-page.js'), 'ReviewsPage'),
});

/** Where the pages for what comes after the order are. */
export const afterOrderRoutes = [
  complaints,
  complaint,
  incidents,
  macros,
  returns,
  oneReturn,
  refunds,
  returnPolicies,
  returnPolicy,
  claims,
  claim,
  surveys,
  reviews,
] as const;
