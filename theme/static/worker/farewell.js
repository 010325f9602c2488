// Worker of a site that keeps no pages: whoever has an older one gets this, which clears away what that kept, and itself.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => {
  const clear = async () => {
    for (const name of await caches.keys()) if (name.startsWith("litfass @BASE@ ")) await caches.delete(name);
    await registration.unregister();
  };
  event.waitUntil(clear());
});
