// Loads the page anew when there is another version of it than was sent; keeps its place. Says when nobody answers any more.
"use strict";
(() => {
  const sent = document.currentScript.dataset.version;
  const source = new EventSource(`/_vorschau/ereignisse?${location.pathname}`);
  const gone = document.querySelector(".vorschau__gone");
  source.addEventListener("open", () => gone?.setAttribute("hidden", ""));
  source.addEventListener("error", () => gone?.removeAttribute("hidden"));
  source.addEventListener("message", (event) => {
    if (event.data === sent) return;
    source.close();
    location.reload();
  });
})();
