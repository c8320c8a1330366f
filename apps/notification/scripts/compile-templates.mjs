/**
 * Compiles templates/*.mjml to HTML with handlebars left in it, as modules that the service imports: MJML is a
 * large compiler with many dependencies, and a running service has no use for it.
 * Run: node apps/notification/scripts/compile-templates.mjs [--check]
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import mjml2html from 'mjml';
import { format, resolveConfig } from 'prettier';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const sources = join(root, 'templates');
const target = join(root, 'src/mail/compiled');

const constantName = (name) => `${name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())}Html`;

/** What each compiled file must contain now: [{path, content}]. */
export async function compiledTemplates() {
  const names = readdirSync(sources)
    .filter((file) => file.endsWith('.mjml'))
    .map((file) => file.slice(0, -'.mjml'.length))
    .sort();
  return Promise.all(
    names.map(async (name) => {
      const path = join(target, `${name}.html.ts`);
      return { path, content: await asModule(path, name, await compile(join(sources, `${name}.mjml`))) };
    }),
  );
}

async function compile(path) {
  const { html, errors } = await mjml2html(readFileSync(path, 'utf8'), {
    filePath: path,
    ignoreIncludes: false,
    includePath: [sources],
    validationLevel: 'strict',
    // MJML would fetch Roboto from a font service, which learns who reads the mail and when.
    fonts: {},
  });
  if (errors.length > 0) throw new Error(`${path}: ${errors.map((error) => error.formattedMessage).join('; ')}`);
  // One line per line: indentation would only travel in every message.
  return html.replace(/^\s+/gm, '').trim();
}

async function asModule(path, name, html) {
  const code =
    `/** Compiled from templates/${name}.mjml by scripts/compile-templates.mjs; change it there. */\n` +
    `export const ${constantName(name)} = ${JSON.stringify(html)};\n`;
  return format(code, { ...(await resolveConfig(path)), filepath: path });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { path, content } of await compiledTemplates()) {
    if (!process.argv.includes('--check')) writeFileSync(path, content);
    else if (readFileSync(path, 'utf8') !== content) throw new Error(`${path} is stale: run this without --check`);
  }
}
