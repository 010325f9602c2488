// Offline: starts the worker that keeps pages for when there is no network; not where somebody saves data.
const { worker, scope } = document.currentScript.dataset;

/** Have a worker keep this page, which came before it did. */
const keep = (active) => {
  const files = performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname);
  active?.postMessage({ path: location.pathname, files });
};

const start = async () => {
  await navigator.serviceWorker.register(worker, { scope });
  if (!navigator.serviceWorker.controller) keep((await navigator.serviceWorker.ready).active);
};

if ("serviceWorker" in navigator && !navigator.connection?.saveData) {
  // a new worker throws away what the one before it kept
  navigator.serviceWorker.addEventListener("controllerchange", () => keep(navigator.serviceWorker.controller));
  addEventListener("load", () => start().catch(() => {}));
}
