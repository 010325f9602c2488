// Loads the page anew when there is another version of it than was sent; keeps its place.
"use strict";
(() => {
  const sent = document.currentScript.dataset.version;
  const source = new EventSource(`/_vorschau/ereignisse?${location.pathname}`);
  source.addEventListener("message", (event) => {
    if (event.data === sent) return;
    source.close();
    location.reload();
  });
})();
