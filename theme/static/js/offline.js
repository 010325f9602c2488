// Offline: starts the worker that keeps pages for when there is no network; not where somebody saves data.
const { worker, scope } = document.currentScript.dataset;

const start = async () => {
  await navigator.serviceWorker.register(worker, { scope });
  if (navigator.serviceWorker.controller) return;
  const { active } = await navigator.serviceWorker.ready;
  const files = performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname);
  active.postMessage({ path: location.pathname, files });
};

if ("serviceWorker" in navigator && !navigator.connection?.saveData) addEventListener("load", () => start().catch(() => {}));
