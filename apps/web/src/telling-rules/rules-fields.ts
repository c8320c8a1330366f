import { type BuiltInTexts, shopTemplates } from '../api/types.js';
import type { VersionContent } from '../versions/content.js';
import { field, type FieldSection } from '../versions/fields.js';

const nullable = { nullable: true } as const;
/** Minutes of the day between which people are usually left alone: 22:00 to 08:00. */
const EVENING = 1_320;
const MORNING = 480;

/** What can be set in telling rules. @param builtIn the kinds of messages; what is always sent has no rule. */
export function rulesSections(builtIn: readonly BuiltInTexts[]): readonly FieldSection[] {
  const toCustomers = builtIn.filter(({ obligatory }) => !obligatory).map(({ template }) => template);
  const kinds = [...new Set([...toCustomers, ...shopTemplates])];
  return [
    {
      name: 'telling-limits',
      fields: [
        field('/quietHours', 'rule', {
          ...nullable,
          columns: [
            field('/fromMinute', 'minute', { name: 'column.fromMinute', initial: EVENING }),
            field('/toMinute', 'minute', { name: 'column.toMinute', initial: MORNING }),
          ],
        }),
        field('/capPerOrder', 'count', nullable),
        field('/maxSilenceHours', 'hours', nullable),
      ],
    },
    {
      name: 'telling-channels',
      fields: [
        field('/channels', 'names', { ...nullable, names: 'channel', name: 'tellingChannels' }),
        field('/phoneConsent', 'choice', { choices: { codes: ['explicit', 'order'], words: 'phone-consent' } }),
      ],
    },
    {
      name: 'telling-rules',
      fields: [
        field('/rules', 'rules', {
          name: 'tellingRules',
          columns: [
            field('/template', 'choice', { choices: { codes: kinds, words: 'template' }, name: 'column.template' }),
            field('/told', 'flag', { name: 'column.told', initial: true }),
            field('/delayMinutes', 'minutes', { ...nullable, name: 'column.delayMinutes' }),
            field('/workdaysOnly', 'flag', { name: 'column.workdaysOnly' }),
            field('/channels', 'names', { ...nullable, names: 'channel', name: 'column.channels' }),
            field('/when/countries', 'names', { ...nullable, names: 'country', name: 'column.whenCountries' }),
            field('/when/languages', 'names', { ...nullable, names: 'language', name: 'column.whenLanguages' }),
            field('/when/parcelsFrom', 'count', { ...nullable, name: 'column.parcelsFrom' }),
            field('/when/total/currency', 'text', { ...nullable, name: 'column.totalCurrency' }),
            field('/when/total/fromMinor', 'money', { ...nullable, name: 'column.totalFrom' }),
            field('/when/total/toMinor', 'money', { ...nullable, name: 'column.totalTo' }),
            field('/gathers', 'names', { ...nullable, names: 'gathered', name: 'column.gathers' }),
            field('/untilMinute', 'minute', { ...nullable, name: 'column.untilMinute' }),
          ],
        }),
      ],
    },
  ];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Without what says nothing: null, empty text, lists and conditions. A condition of nothing is none. */
function said(value: unknown): unknown {
  if (!isRecord(value)) return value === '' || (Array.isArray(value) && value.length === 0) ? null : value;
  const kept = Object.entries(value)
    .map(([key, one]) => [key, said(one)] as const)
    .filter(([, one]) => one !== null && one !== undefined);
  return kept.length === 0 ? null : Object.fromEntries(kept);
}

/** Rules as the server takes them: their fields are left out where they say nothing. */
export const rulesToSend = (content: VersionContent): VersionContent => {
  const rules = Array.isArray(content['rules']) ? content['rules'] : [];
  return { ...content, rules: rules.map((rule) => said(rule) ?? {}) };
};

/** What holds for a merchant that has written no rules. */
export const noRules: VersionContent = {
  ...{ rules: [], quietHours: null, capPerOrder: null, maxSilenceHours: null, channels: null },
  phoneConsent: 'explicit',
};

/** Content with everything that the form asks for, also what the server leaves out. */
export const rulesToEdit = (content: VersionContent): VersionContent => ({ ...noRules, ...content });
