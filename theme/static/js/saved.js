// Saved: lists the pages that this device has kept and may show without network; goes on by itself when there is one again.
const list = document.querySelector("[data-saved]");
const KEPT_MS = 24 * 60 * 60 * 1000; // as in worker/offline.js

const found = [];
for (const name of "caches" in window ? await caches.keys() : []) {
  if (!name.startsWith(`litfass ${list.dataset.saved} pages`)) continue;
  const cache = await caches.open(name);
  for (const request of await cache.keys()) {
    const answer = await cache.match(request);
    const saved = Number(answer.headers.get("litfass-saved"));
    if (Math.abs(Date.now() - saved) >= KEPT_MS) continue;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!page.querySelector("[data-saved]")) found.push({ page, link: new URL(request.url).pathname, saved });
  }
}
for (const { page, link } of found.sort((one, other) => other.saved - one.saved)) {
  const item = document.createElement("li");
  const { lang, dir } = page.documentElement;
  item.append(Object.assign(document.createElement("a"), { href: link, textContent: page.title, lang, dir: dir || "ltr" }));
  list.append(item);
}
const section = list.closest("section");
section.hidden = !found.length;
section.classList.add("with-script--ready");
addEventListener("online", () => location.reload());
