// Loads the page anew when there is another version of it than was sent; keeps its place, and goes with a thing whose title and
// with it the address was changed. Says when nobody answers any more.
"use strict";
(() => {
  const sent = document.currentScript.dataset.version;
  const source = new EventSource(`/_vorschau/ereignisse?${location.pathname}`);
  const isThere = ({ href }) => fetch(href, { method: "HEAD" }).then(({ ok }) => ok, () => true);
  const gone = document.querySelector(".vorschau__gone");
  source.addEventListener("open", () => gone?.setAttribute("hidden", ""));
  source.addEventListener("error", () => gone?.removeAttribute("hidden"));
  source.addEventListener("message", async (event) => {
    if (event.data === sent) return;
    source.close();
    const lasting = document.querySelector('link[rel="shortlink"]');
    if (lasting && !(await isThere(location)) && (await isThere(lasting))) location.replace(lasting.href);
    else location.reload();
  });
})();
