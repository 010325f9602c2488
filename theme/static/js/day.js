// Day: a page says "today" of the day it was made for. Who comes back to it on another day, by a tab or the back button, gets it anew.
const { zone } = document.currentScript.dataset;
const dayOf = (moment) => new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(moment);

const renew = async () => {
  if (document.visibilityState !== "visible" || dayOf(Date.now()) === dayOf(performance.timeOrigin)) return;
  // without network the old one is better than the browser's own page
  const { ok } = await fetch(location.href, { method: "HEAD", cache: "no-store" });
  if (ok) location.reload();
};

for (const name of ["pageshow", "visibilitychange"]) addEventListener(name, () => renew().catch(() => {}));
