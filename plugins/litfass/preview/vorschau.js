// Loads the page anew when the preview has built; keeps its place.
"use strict";
(() => {
  const source = new EventSource("/_vorschau/ereignisse");
  let seen = null;
  source.addEventListener("message", (event) => {
    if (seen !== null && event.data !== seen) location.reload();
    seen = event.data;
  });
})();
