// Imports run down only: journal ← domain ← phrases ← contracts, records ← apps; ballot-key is for apps alone. `npm run check` fails
// on an upward one.
const { readdirSync } = require('node:fs');
const lib = names => `^libs/(${names})/`;

/**
 * Floors of a source folder, the lowest first: a folder imports from lower floors only, so no two import each other. Tests
 * may look anywhere. What stands in the folder itself puts the others together, and is imported by none of them.
 */
function floors(root, lines) {
  const inTests = '\\.(test|suite)\\.tsx?$';
  const listed = lines.flatMap(line => line.split(' '));
  const found = readdirSync(`${__dirname}/${root}`, { withFileTypes: true }).flatMap(entry =>
    entry.isDirectory() ? [entry.name] : [],
  );
  const missing = found.filter(folder => !listed.includes(folder));
  if (missing.length > 0) throw new Error(`${root}: on which floor stand ${missing.join(', ')}?`);
  const path = folders => `^${root}/(${folders.join('|')})/`;
  return [
    ...lines.flatMap((line, index) =>
      line.split(' ').map(folder => ({
        name: `floors-of-${root.replaceAll('/', '-')}-${folder}`,
        severity: 'error',
        from: { path: path([folder]), pathNot: inTests },
        to: {
          path: path(
            lines
              .slice(index)
              .flatMap(upper => upper.split(' '))
              .filter(other => other !== folder),
          ),
        },
      })),
    ),
    {
      name: `floors-of-${root.replaceAll('/', '-')}`,
      severity: 'error',
      from: { path: path(listed), pathNot: inTests },
      to: { path: `^${root}/[^/]+$` },
    },
  ].filter(rule => !rule.to.path.endsWith('/()/'));
}

const apiFloors = [
  'config entities problems sealing simulate',
  'calendar database metrics pages',
  'event-store health repositories security-log',
  'identity',
  'rolls transport',
  'councils letters nodes',
  'live',
  'ballot-keys invitations names texts video',
  'desk-accounts records registers sessions',
  'rehearsals sample',
];

module.exports = {
  forbidden: [
    ...floors('apps/api/src', apiFloors),
    {
      name: 'no-cycles',
      comment: 'Only where a schema and who uses its type name each other is a type among them let be.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { pathNot: 'schemas?\\.ts$' } },
    },
    {
      name: 'no-cycles-as-it-runs',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'journal-knows-nobody',
      severity: 'error',
      from: { path: lib('journal') },
      to: { path: lib('domain|phrases|contracts|records') },
    },
    {
      name: 'ballot-key-knows-nobody',
      severity: 'error',
      from: { path: lib('ballot-key') },
      to: { path: lib('journal|domain|phrases|contracts|records') },
    },
    {
      name: 'rules-know-no-key',
      comment: 'Keys are made by chance, and opened outside the rules.',
      severity: 'error',
      from: { path: lib('journal|domain|phrases|contracts|records'), pathNot: '\\.(test|suite)\\.ts$' },
      to: { path: lib('ballot-key') },
    },
    {
      name: 'ballot-key-imports-little',
      severity: 'error',
      from: { path: lib('ballot-key'), pathNot: '\\.(test|suite)\\.ts$' },
      to: { path: 'node_modules', pathNot: 'node_modules/(@noble/(curves|hashes)|@panva/hpke-noble|hpke)/' },
    },
    {
      name: 'domain-knows-journal',
      severity: 'error',
      from: { path: lib('domain') },
      to: { path: lib('phrases|contracts|records') },
    },
    {
      name: 'phrases-know-domain',
      severity: 'error',
      from: { path: lib('phrases') },
      to: { path: lib('contracts|records') },
    },
    {
      name: 'contracts-and-records-are-siblings',
      severity: 'error',
      from: { path: lib('contracts') },
      to: { path: lib('records') },
    },
    {
      name: 'records-and-contracts-are-siblings',
      severity: 'error',
      from: { path: lib('records') },
      to: { path: lib('contracts') },
    },
    {
      name: 'libs-know-no-app',
      severity: 'error',
      from: { path: '^libs/', pathNot: '\\.(test|suite)\\.ts$' },
      to: { path: '^(apps|migrations|test)/' },
    },
    {
      name: 'pure-libs-import-little',
      severity: 'error',
      from: { path: lib('journal|domain|phrases|contracts|records'), pathNot: '\\.(test|suite)\\.ts$' },
      to: {
        path: 'node_modules',
        pathNot: 'node_modules/(zod|@noble/hashes|canonicalize|email-addresses|intl-messageformat|@kengesh)/',
      },
    },
    {
      name: 'pure-libs-use-no-node',
      severity: 'error',
      from: { path: '^libs/', pathNot: '\\.(test|suite)\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'migrations-import-no-app',
      severity: 'error',
      from: { path: '^migrations/' },
      to: { path: '^(apps|libs|test)/' },
    },
    {
      name: 'web-and-api-are-strangers',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^apps/(api|launch|rehearse)/' },
    },
    {
      name: 'api-and-web-are-strangers',
      severity: 'error',
      // A test may start the real video server as the launcher does.
      from: { path: '^apps/api/', pathNot: '\\.test\\.ts$' },
      to: { path: '^apps/(web|launch)/' },
    },
    {
      name: 'delegates-come-from-outside',
      severity: 'error',
      from: { path: '^apps/rehearse/' },
      to: { path: '^apps/(api|web|launch)/' },
    },
    {
      name: 'schemas-stand-apart',
      comment:
        'Folds and rules name shapes as types only (`import type`), so that a page that does not check shapes loads neither them nor zod.',
      severity: 'error',
      from: {
        path: '^libs/domain/src/',
        pathNot:
          '(/|-)schemas?\\.ts$|\\.(test|suite)\\.ts$|^libs/domain/src/(index|council-session|replay/reader|simulator/case)\\.ts$',
      },
      to: { path: '^libs/domain/src/.*schemas?\\.ts$|node_modules/zod/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pages-load-what-they-say',
      comment: "A page takes '@kengesh/phrases/page': the other entry brings every sentence in every language.",
      severity: 'error',
      from: { path: '^apps/web/src/', pathNot: '\\.(test|suite)\\.tsx?$' },
      to: { path: '^libs/phrases/src/(index|complete|(ru|en)/index)\\.ts$' },
    },
    {
      name: 'panels-know-no-page',
      severity: 'error',
      from: { path: '^apps/web/src/(features|ui|kit|journal)/', pathNot: '\\.(test|suite)\\.tsx?$' },
      to: { path: '^apps/web/src/pages/' },
    },
    {
      name: 'kit-is-for-the-desk',
      comment:
        'The pages of a live session must stay light: src/ui is theirs. The chair may load a part behind a click.',
      severity: 'error',
      from: { path: '^apps/web/src/', pathNot: '^apps/web/src/(kit|pages/(desk|chair))/' },
      to: { path: '^apps/web/src/kit/' },
    },
    {
      name: 'chair-loads-the-kit-late',
      severity: 'error',
      from: { path: '^apps/web/src/pages/chair/' },
      to: { path: '^apps/web/src/kit/', dynamic: false },
    },
    {
      name: 'kit-knows-its-libraries',
      comment: 'The libraries of the desk are changed in one folder.',
      severity: 'error',
      from: { path: '^apps/web/src/', pathNot: '^apps/web/src/kit/' },
      to: { path: 'node_modules/(@base-ui|@dnd-kit|@tanstack/react-table)/' },
    },
    {
      name: 'nobody-imports-tests',
      severity: 'error',
      from: { path: '^(apps|libs|migrations)/', pathNot: '\\.(test|suite)\\.tsx?$' },
      to: { path: '^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    parser: 'tsc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['kengesh-src', 'import', 'default'],
      extensions: ['.ts', '.tsx', '.js'],
    },
  },
};
