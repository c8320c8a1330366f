/* global document, localStorage, navigator, matchMedia */
// Runs before the first paint, so that a dark page never flashes white. A file of its own because
// the content security policy refuses inline scripts.
(() => {
  const root = document.documentElement;
  let chosen = 'auto';
  try {
    chosen = localStorage.getItem('kervan.scheme') ?? 'auto';
    root.lang = localStorage.getItem('kervan.language') ?? (navigator.language.startsWith('tr') ? 'tr' : 'en');
  } catch {
    // Storage is refused in some private windows; the system's choice is used then.
  }
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
