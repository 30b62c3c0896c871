/** Data flows one way: web → api → casebook → prisma; relay → workflows → activities → casebook, notification, storage; all read domain. */
const rule = (name, path, to) => ({ name, severity: 'error', from: typeof path === 'string' ? { path } : path, to });

/** What is ours; packages and Node's own modules are named where a rule is about them. */
const OURS =
  '^(activities|api|audit|bench|casebook|cli|config|domain|intake|notification|prisma|stack|storage|test|tools|web|worker|workflows)/';
/** A folder may reach, of our own, only these. */
const reachesOnly = (name, folder, folders) => rule(name, `^${folder}/`, { path: OURS, pathNot: `^(${[folder, ...folders].join('|')})/` });

module.exports = {
  forbidden: [
    rule('domain imports nothing', '^domain/', { pathNot: '^domain/' }),
    rule('workflows stay pure', '^workflows/', { pathNot: '^(domain|workflows|activities)/|node_modules/@temporalio/(workflow|common)/' }),
    rule('activities only as types', '^workflows/', { path: '^activities/', dependencyTypesNot: ['type-only'] }),
    rule(
      'calendar data stays out of workflows',
      { path: '^(workflows|domain)/', pathNot: '^domain/calendar/' },
      { path: '^domain/calendar/', dependencyTypesNot: ['type-only'] },
    ),
    rule('the api never touches Temporal', '^api/', { path: '^(workflows|activities|worker)/|node_modules/@temporalio/' }),
    rule('only the relay talks to Temporal', { path: '^casebook/', pathNot: '^casebook/relay' }, { path: 'node_modules/@temporalio/' }),
    rule('the relay is only a client of Temporal', '^casebook/', {
      path: '^(workflows|activities)/|node_modules/@temporalio/(worker|workflow|activity)/',
    }),
    reachesOnly('casebook builds on the database and words its messages', 'casebook', ['domain', 'prisma', 'notification']),
    reachesOnly('the audit reads the log', 'audit', ['domain', 'casebook']),
    reachesOnly('intake reads files into the casebook', 'intake', ['domain', 'casebook', 'prisma']),
    reachesOnly('activities have effects', 'activities', ['domain', 'casebook', 'prisma', 'notification', 'storage']),
    reachesOnly('the api asks the casebook', 'api', ['domain', 'casebook', 'audit', 'prisma', 'config', 'storage', 'intake']),
    reachesOnly('notification knows no cases', 'notification', []),
    reachesOnly('storage knows no cases', 'storage', []),
    reachesOnly('prisma knows the database only', 'prisma', ['domain', 'config', 'stack']),
    rule('web speaks HTTP', '^web/', { path: OURS, pathNot: '^web/' }),
    rule('the product does not need its tests', { path: OURS, pathNot: '^(test|tools|bench)/' }, { path: '^test/' }),
    rule('no cycles', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
    rule('everything imported exists', {}, { couldNotResolve: true }),
    rule('the product runs without development packages', { path: OURS, pathNot: '^(test|tools|web)/' }, { dependencyTypes: ['npm-dev'] }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(prisma/client|web/dist|\\.anlao|\\.cache)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'], mainFields: ['main', 'types'] },
  },
};
