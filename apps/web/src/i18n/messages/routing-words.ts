/** Words for codes of routing that are learned, weighed or written in a policy. The key is `<kind>.<code>`. */
export const en = {
  'figure.acceptance': 'accepts',
  'figure.lateness': 'ships late',
  'figure.quality': 'arrives sound',
  'figure.cancellations': 'gives back',
} as const;

export const tr: Record<keyof typeof en, string> = {
  'figure.acceptance': 'kabul eder',
  'figure.lateness': 'geç gönderir',
  'figure.quality': 'sağlam ulaşır',
  'figure.cancellations': 'geri verir',
};
