// Worker: answers when the network does not: with pages that were read within a day, which then say so, else with the page that says so.
// Made into /sw.js by publish/offline.py, which puts in the names in capitals. Source: W3C Service Workers, Cache API.
const BASE = "@BASE@";
// the page that says that there is no network, in each language, by where that language's addresses begin
const OFFLINE = JSON.parse(`@OFFLINE@`);
// as in release/kinds.py: what never changes under its name
const HASHED = /\.[0-9a-f]{8}\.(?:css|ico|js|mjs|png|svg|wasm|webp|woff2)$|-[0-9a-f]{8}-\d+\.(?:avif|jpg|png|webp)$/;
const NAME = `litfass ${BASE} `;
const PAGES = `${NAME}pages @VERSION@`;
const FILES = `${NAME}files @VERSION@`;
const SAVED = "litfass-saved"; // header with the moment a page was saved, in milliseconds
const HOUR_MS = 60 * 60 * 1000;
const KEPT_MS = 24 * HOUR_MS; // older dates may have been cancelled
const PATIENCE_MS = 10 * 1000; // a line may be there and bring nothing: so long one waits for it who has a page to show
const MARK = " data-kept hidden"; // in templates/base.html: what a page says of itself when the network does not answer
const MOST = { [PAGES]: 50, [FILES]: 150 };
// calendars and feeds must be fresh, the editors' desk has its own ways
const NEVER = /\.(?:ics|xml|json|csv|pdf)$/;

const isOurs = ({ origin, pathname }) =>
  origin === location.origin && pathname.startsWith(BASE) && !NEVER.test(pathname) && !pathname.startsWith(`${BASE}admin/`);
const age = (answer) => Math.abs(Date.now() - Number(answer.headers.get(SAVED)));
const offlinePage = (path) => {
  const starts = Object.keys(OFFLINE).filter((start) => path.startsWith(start));
  return OFFLINE[starts.sort((one, other) => other.length - one.length)[0]];
};

/** Put an answer into a cache as its newest; the oldest ones go. */
const put = async (name, path, answer) => {
  const cache = await caches.open(name);
  await cache.delete(path);
  await cache.put(path, answer);
  const keys = await cache.keys();
  for (const key of keys.slice(0, Math.max(0, keys.length - MOST[name]))) await cache.delete(key);
};

const isPage = ({ status, type, redirected, headers }) =>
  status === 200 && type === "basic" && !redirected && headers.get("content-type")?.startsWith("text/html");

const isGone = ({ status, type }) => [404, 410].includes(status) || type === "opaqueredirect";

/** Keep a page, and the page that is shown without network in the same language; what is there no more is kept no longer. */
const keepPage = async (path, answer) => {
  if (isGone(answer)) await (await caches.open(PAGES)).delete(path);
  if (!isPage(answer)) return;
  const headers = new Headers(answer.headers);
  headers.set(SAVED, Date.now());
  await put(PAGES, path, new Response(answer.body, { headers }));
  await forget();
  const offline = offlinePage(path);
  const kept = await (await caches.open(PAGES)).match(offline);
  if (path !== offline && (!kept || age(kept) > HOUR_MS)) await keepOffline(offline);
};

/** Throw away pages that are too old to be shown, but never the one that says that there is no network. */
const forget = async () => {
  const cache = await caches.open(PAGES);
  for (const key of await cache.keys()) {
    const kept = await cache.match(key);
    const isOffline = Object.values(OFFLINE).includes(new URL(key.url).pathname);
    if (kept && !isOffline && age(kept) >= KEPT_MS) await cache.delete(key);
  }
};

const keepOffline = async (offline) => {
  const answer = await fetch(offline);
  const text = await answer.clone().text();
  await keepPage(offline, answer);
  await keepFiles([...text.matchAll(/(?:href|src)="([^"]+)"/g)].map((match) => match[1]));
};

const keepFiles = async (paths) => {
  const cache = await caches.open(FILES);
  for (const path of new Set(paths.filter((one) => HASHED.test(one)))) {
    if (await cache.match(path)) continue;
    const answer = await fetch(path);
    if (answer.status === 200) await put(FILES, path, answer);
  }
};

/** A kept page that says that it is one, also without the slash at its end; null when there is none, or it is too old. */
const keptPage = async (path) => {
  const cache = await caches.open(PAGES);
  const kept = (await cache.match(path)) ?? (await cache.match(`${path}/`));
  if (!kept || age(kept) >= KEPT_MS) return null;
  return new Response((await kept.text()).replace(MARK, ""), { headers: kept.headers });
};

const page = async (event, path) => {
  const asked = fetch(event.request);
  const copied = asked.then((answer) => answer.clone());
  event.waitUntil(copied.then((copy) => keepPage(path, copy)).catch(() => {})); // a full disk is no reason to show no page
  const kept = await keptPage(path).catch(() => null);
  try {
    if (!kept) return await asked;
    return await Promise.race([asked, new Promise((_, give) => setTimeout(give, PATIENCE_MS))]);
  } catch {
    if (kept) return kept;
    const cache = await caches.open(PAGES);
    for (const offline of [offlinePage(path), ...Object.values(OFFLINE)]) {
      const said = await cache.match(offline);
      if (said) return said;
    }
    return Response.error();
  }
};

const file = async (event, path) => {
  const kept = await (await caches.open(FILES)).match(path);
  if (kept) return kept;
  const answer = await fetch(event.request);
  if (answer.status === 200) event.waitUntil(put(FILES, path, answer.clone()).catch(() => {}));
  return answer;
};

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => {
  const old = async () => {
    for (const name of await caches.keys()) if (name.startsWith(NAME) && !(name in MOST)) await caches.delete(name);
  };
  event.waitUntil(old());
});
addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || !isOurs(url)) return;
  if (event.request.mode === "navigate") event.respondWith(page(event, url.pathname));
  else if (HASHED.test(url.pathname)) event.respondWith(file(event, url.pathname));
});
// the first page of a visit was there before this worker: it asks to be kept, with what it was made of
addEventListener("message", (event) => {
  const { path, files } = event.data;
  const keep = async () => {
    await keepPage(path, await fetch(path));
    await keepFiles(files);
    event.ports[0]?.postMessage("kept");
  };
  event.waitUntil(keep().catch(() => {}));
});
