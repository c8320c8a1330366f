/**
 * The page's one script: offers messages of the browser where there can be any. Subscriptions are registered below the
 * page of one order: each order has its own, so that no two of them can be told to be the same person's.
 */
export const pushScript = `(async () => {
const card = document.getElementById('push'), workers = navigator.serviceWorker;
if (!workers || !window.PushManager || !window.Notification || Notification.permission === 'denied') return;
const { at, ...words } = card.dataset, state = card.querySelector('p'), button = card.querySelector('button');
const answer = await fetch(at), { publicKey } = answer.ok ? await answer.json() : {};
if (!publicKey) return;
const send = async (to, body) => {
  const headers = { 'content-type': 'application/json' };
  const { ok } = await fetch(to, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!ok) throw new Error('not taken');
};
const show = (word) => {
  state.textContent = words[word];
  button.textContent = words[subscription ? 'stop' : 'start'];
  card.hidden = false;
};
const keyOf = ({ options }) => btoa(String.fromCharCode(...new Uint8Array(options.applicationServerKey)))
  .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const activated = (worker) => new Promise((resolve, reject) => {
  const look = () => worker.state === 'activated' ? resolve() : worker.state === 'redundant' && reject();
  worker.addEventListener('statechange', look);
  look();
});
const begin = async () => {
  const permission = await Notification.requestPermission();
  if (permission !== 'granted') return show(permission === 'denied' ? 'denied' : 'off');
  const registration = await workers.register('/track/push-worker.js', { scope: at });
  await activated(registration.active || registration.waiting || registration.installing);
  const made = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
  try {
    await send(at, made);
  } catch (error) {
    await made.unsubscribe();
    throw error;
  }
  subscription = made;
  show('on');
};
const end = async () => {
  await send(at + '/end', { endpoint: subscription.endpoint });
  await subscription.unsubscribe();
  subscription = null;
  show('off');
};
let busy = false;
button.addEventListener('click', async () => {
  if (busy) return;
  busy = true;
  try {
    await (subscription ? end() : begin());
  } catch {
    show('failed');
  }
  busy = false;
});
workers.addEventListener('message', () => location.reload());
workers.startMessages();
const registered = await workers.getRegistration(at);
let subscription = await registered?.pushManager.getSubscription();
if (subscription && keyOf(subscription) !== publicKey) {
  await subscription.unsubscribe();
  subscription = null;
}
show(subscription ? 'on' : 'off');
// The service may have forgotten it meanwhile.
if (subscription) await send(at, subscription).catch(() => undefined);
})();`;

/**
 * Shows messages while the page is closed: a declarative push message (https://www.w3.org/TR/push-api/) in browsers
 * that do not show it by themselves. It answers no request of any page.
 */
export const pushWorker = `self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('push', (event) => {
  const { title, navigate, ...options } = event.data.json().notification;
  event.waitUntil(self.registration.showNotification(title, { ...options, data: navigate }));
});
self.addEventListener('notificationclick', (event) => {
  const { notification } = event;
  notification.close();
  if (!notification.data) return;
  event.waitUntil((async () => {
    const to = new URL(notification.data, self.location.origin);
    const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
    const open = pages.find(({ url }) => new URL(url).pathname === to.pathname);
    if (!open) return self.clients.openWindow(to.href);
    await open.focus();
    open.postMessage('news');
  })());
});
self.addEventListener('pushsubscriptionchange', (event) => {
  const tell = (to, body) =>
    fetch(to, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  event.waitUntil((async () => {
    const { oldSubscription: old, newSubscription: renewed } = event, { scope, pushManager } = self.registration;
    if (renewed || old) await tell(scope, renewed || (await pushManager.subscribe(old.options)));
    if (old) await tell(scope + '/end', { endpoint: old.endpoint });
  })());
});
`;
