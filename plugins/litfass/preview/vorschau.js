// Loads the page anew when the preview has built since it was sent; keeps its place.
"use strict";
(() => {
  const sent = document.currentScript.dataset.version;
  const source = new EventSource("/_vorschau/ereignisse");
  source.addEventListener("message", (event) => {
    if (event.data === sent) return;
    source.close();
    location.reload();
  });
})();
