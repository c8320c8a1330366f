/** Words for codes of routing that are learned, weighed or written in a policy. The key is `<kind>.<code>`. */
export const en = {
  'figure.acceptance': 'accepts',
  'figure.lateness': 'ships late',
  'figure.quality': 'arrives sound',
  'figure.cancellations': 'gives back',
  'admission.admitted': 'this one is in it',
  'admission.needed': 'not this one, but nobody else has it',
  'admission.held_back': 'not this one',
  'simulation-state.queued': 'Waiting',
  'simulation-state.running': 'Running',
  'simulation-state.done': 'Done',
  'simulation-state.cancelled': 'Stopped',
} as const;

export const tr: Record<keyof typeof en, string> = {
  'figure.acceptance': 'kabul eder',
  'figure.lateness': 'geç gönderir',
  'figure.quality': 'sağlam ulaşır',
  'figure.cancellations': 'geri verir',
  'admission.admitted': 'bu sipariş payın içinde',
  'admission.needed': 'bu sipariş değil, ama başka kimsede yok',
  'admission.held_back': 'bu sipariş değil',
  'simulation-state.queued': 'Sırada',
  'simulation-state.running': 'Sürüyor',
  'simulation-state.done': 'Bitti',
  'simulation-state.cancelled': 'Durduruldu',
};
