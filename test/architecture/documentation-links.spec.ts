import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from '@jest/globals';

/** What a page may link to: given as an argument, so that the checks can be seen to fail. */
interface Files {
  readonly exists: (path: string) => boolean;
  readonly read: (path: string) => string;
}

interface Link {
  readonly text: string;
  readonly target: string;
}

const repository: Files = {
  exists: existsSync,
  read: (path) => readFileSync(path, 'utf8'),
};

/** The text is missing where it is an image: that is matched by itself. */
const INLINE = /(?:\[([^[\]]*))?\]\(<?([^()\s<>]+)>?(?:\s+"[^"]*")?\)/g;
const DEFINITION = /^\[([^\]]+)\]:[ \t]+<?(\S+?)>?(?:[ \t]+"[^"]*")?[ \t]*$/gm;
const REFERENCE = /\[([^[\]]+)\]\[([^[\]]*)\]/g;
const OUTSIDE = /^[a-z][a-z0-9+.-]*:/i;
/** A page that says which test shows a promise names that test; these are the files it may name one of. */
const TEST_FILE = /(?:spec|bus-conformance)\.ts$/;

/** What a reader sees as text: code is an example, not a link. */
function prose(markdown: string): string {
  return markdown
    .replaceAll(/^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1[ \t]*$/gm, '')
    .replaceAll(/<!--[\s\S]*?-->/g, '')
    .replaceAll(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, 'code');
}

function linksOf(markdown: string): { links: Link[]; undefinedReferences: string[]; unusedDefinitions: string[] } {
  const text = prose(markdown);
  const definitions = new Map(
    [...text.matchAll(DEFINITION)].map(([, name = '', target = '']) => [keyOf(name), target]),
  );
  const references = [...text.matchAll(REFERENCE)].map(([, shown = '', name = '']) => ({
    shown,
    name: keyOf(name || shown),
  }));
  const used = new Set(references.map(({ name }) => name));
  const inline = [...text.matchAll(INLINE)].map(([, shown = '', target = '']) => ({ text: shown, target }));
  const referenced = references.flatMap(({ shown, name }) => {
    const target = definitions.get(name);
    return target === undefined ? [] : [{ text: shown, target }];
  });
  return {
    links: [...inline, ...referenced],
    undefinedReferences: [...used].filter((name) => !definitions.has(name)),
    unusedDefinitions: [...definitions.keys()].filter((name) => !used.has(name)),
  };
}

const keyOf = (name: string): string => name.trim().toLowerCase();

/** Anchors of a page as GitHub makes them from its headings; a heading that occurs again gets a number. */
function anchorsOf(markdown: string): ReadonlySet<string> {
  const seen = new Map<string, number>();
  const anchors = [
    ...markdown.replaceAll(/^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1[ \t]*$/gm, '').matchAll(/^#{1,6}[ \t]+(.+?)[ \t]*#*$/gm),
  ].map(([, heading = '']) => {
    const slug = heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
      .replaceAll(' ', '-');
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return times === 0 ? slug : `${slug}-${String(times)}`;
  });
  return new Set(anchors);
}

/** Everything in a page that leads nowhere, in words that say what to mend. */
function faultsOf(page: string, files: Files): string[] {
  const { links, undefinedReferences, unusedDefinitions } = linksOf(files.read(page));
  return [
    ...undefinedReferences.map((name) => `${page}: [${name}] is defined nowhere`),
    ...unusedDefinitions.map((name) => `${page}: [${name}] is defined and never used`),
    ...links.filter(({ target }) => !OUTSIDE.test(target)).flatMap(({ target }) => faultsOfTarget(page, target, files)),
  ];
}

function faultsOfTarget(page: string, target: string, files: Files): string[] {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? page : pathOf(page, path);
  if (!files.exists(file)) return [`${page}: ${target} does not exist`];
  if (anchor === undefined) return [];
  if (!file.endsWith('.md')) return [`${page}: ${target} points into a file that has no headings; lines move`];
  return anchorsOf(files.read(file)).has(anchor) ? [] : [`${page}: ${target} has no such heading`];
}

/** Links to tests whose text is not in the file: the test was renamed, or is gone. */
function renamedTestsOf(page: string, files: Files): string[] {
  return linksOf(files.read(page))
    .links.filter(({ target }) => TEST_FILE.test(target) && files.exists(pathOf(page, target)))
    .filter(({ text, target }) => !files.read(pathOf(page, target)).replaceAll("\\'", "'").includes(text))
    .map(({ text, target }) => `${page}: no test "${text}" in ${target}`);
}

const pathOf = (page: string, link: string): string => normalize(join(dirname(page), decodeURI(link)));

function pagesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
}

function readmesUnder(folder: string): string[] {
  return readdirSync(folder)
    .map((name) => join(folder, name, 'README.md'))
    .filter((path) => existsSync(path) && statSync(path).isFile());
}

const pages = [
  ...readdirSync('.').filter((name) => name.endsWith('.md')),
  ...pagesUnder('docs'),
  ...readmesUnder('libs'),
  ...readmesUnder('apps'),
  ...pagesUnder('deploy'),
];

describe('the documentation', () => {
  it.each(pages)('%s leads only to what exists', (page) => {
    expect(faultsOf(page, repository)).toEqual([]);
  });

  it.each(['docs/promises.md'])('%s calls each test by its name', (page) => {
    expect(renamedTestsOf(page, repository)).toEqual([]);
  });
});

describe('the check of links', () => {
  const filesOf = (contents: Readonly<Record<string, string>>): Files => ({
    exists: (path) => path in contents,
    read: (path) => contents[path] ?? '',
  });

  it('sees a missing file, a missing heading, a line number, and references without their other half', () => {
    const files = filesOf({
      'docs/page.md': [
        '# A page, and `more`',
        '[here](#a-page-and-more) [gone](#nowhere) [file](../src/there.ts) [missing](../src/gone.ts)',
        '[line](../src/there.ts#L3) [far](https://example.com/#x) ![picture](picture.png) [ref][known] [ref][unknown]',
        '`[code](not-a-link.md)`',
        '',
        '[known]: ../src/there.ts',
        '[spare]: ../src/there.ts',
      ].join('\n'),
      'src/there.ts': '',
    });

    expect(faultsOf('docs/page.md', files)).toEqual([
      'docs/page.md: [unknown] is defined nowhere',
      'docs/page.md: [spare] is defined and never used',
      'docs/page.md: #nowhere has no such heading',
      'docs/page.md: ../src/gone.ts does not exist',
      'docs/page.md: ../src/there.ts#L3 points into a file that has no headings; lines move',
      'docs/page.md: picture.png does not exist',
    ]);
  });

  it('sees a link to a test that has another name now', () => {
    const files = filesOf({
      'docs/page.md': '[keeps order](../a.int-spec.ts) [loses nothing](../a.int-spec.ts)',
      'a.int-spec.ts': "it('keeps order', …)",
    });

    expect(renamedTestsOf('docs/page.md', files)).toEqual([
      'docs/page.md: no test "loses nothing" in ../a.int-spec.ts',
    ]);
  });
});
