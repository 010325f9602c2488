// The screen in the shop window: fetches itself anew when the network is there, and says when its day is over.
// Without this script the slides go round all the same, and a notice appears a day after the page was loaded.
const EVERY_MS = 10 * 60 * 1000;
const PATIENCE_MS = 60 * 1000;
let shown = "";

async function renew() {
  try {
    const answer = await fetch(location.href, { cache: "no-store", signal: AbortSignal.timeout?.(PATIENCE_MS) });
    const text = answer.ok ? await answer.text() : "";
    if (text.includes("data-day") && text !== shown) await show(text);
  } catch {
    // no network: what is shown stays
  }
  tell();
}

// The style sheet comes first: only when it is there the new slides may stand in the old ones' place.
async function show(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const old = document.querySelector("link[rel=stylesheet]");
  const sheet = page.querySelector("link[rel=stylesheet]");
  if (sheet.getAttribute("href") !== old.getAttribute("href")) {
    const link = old.cloneNode();
    link.href = sheet.getAttribute("href");
    const loaded = new Promise((resolve, reject) => Object.assign(link, { onload: resolve, onerror: reject }));
    old.after(link);
    await loaded.catch((error) => {
      link.remove();
      throw error;
    });
    old.remove();
  }
  if (shown) document.querySelector("main").replaceWith(document.adoptNode(page.querySelector("main")));
  shown = text;
}

function tell() {
  const main = document.querySelector("main");
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: main.dataset.zone }).format(new Date());
  main.classList.toggle("window--stale", today !== main.dataset.day);
}

tell();
setInterval(renew, EVERY_MS);
renew();
