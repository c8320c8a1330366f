import type { MailContent } from './mail-content.js';

/** The message as plain text, in the same order as the HTML. */
export function mailText(content: MailContent): string {
  const blocks = [
    `${content.sender} · ${content.reference}`,
    content.headline,
    ...content.paragraphs,
    content.parcels.join('\n'),
    content.news.map((line) => `- ${line}`).join('\n'),
    content.choices.map(({ label, url }) => `${label}: ${url}`).join('\n'),
    content.button ? `${content.button.label}:\n${content.button.url}` : null,
    content.lines.map(lineText).join('\n'),
    content.totals?.map(({ label, amount }) => `${label}: ${amount}`).join('\n') ?? null,
    `-- \n${content.footer.join('\n')}`,
  ];
  return `${blocks.filter((block) => block !== null && block !== '').join('\n\n')}\n`;
}

function lineText({ title, sku, quantity, amount }: MailContent['lines'][number]): string {
  return `${String(quantity)} × ${title}${sku === null ? '' : ` (${sku})`}${amount === null ? '' : `  ${amount}`}`;
}
