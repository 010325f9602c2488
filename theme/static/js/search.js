// Search: asks Pagefind's index, which lies on this site, and lists what it finds; the question stands in the address.
const form = document.querySelector("[data-search]");
const field = form.elements.q;
const kind = form.elements.kind;
const status = document.querySelector(".search__count");
const box = document.querySelector(".search__results");
const list = box.querySelector("ol");
const more = box.querySelector("button");
const failed = box.querySelector(".search__failed");
const elsewhere = document.querySelector(".search__elsewhere"); // null on a site in one language
const template = document.querySelector("template");
const PAGE = 10;
const SLOW_MS = 500; // who waits longer is told that something happens

let finder;
let lost = 0; // how often a part of the index did not come
let asked = 0; // the number of the latest question: an answer that comes late is not shown

// Pagefind says nothing where a part of its index does not come, and finds nothing then: so it is noticed here
const get = window.fetch;
window.fetch = async (...given) => {
  let came = false;
  try {
    const answer = await get(...given);
    came = answer.ok;
    return answer;
  } finally {
    if (!came) lost += 1;
  }
};

/** Pagefind and its index, loaded when somebody wants to search; after a loss anew, for it keeps what failed. */
const load = () => {
  finder ??= import(lost ? `${form.dataset.search}?${lost}` : form.dataset.search).then(async (pagefind) => {
    await pagefind.options({ noWorker: true });
    return pagefind;
  });
  return finder;
};

/** How many things are found, and what is to be said of the first of them; fails when a part of the index is missing. */
const find = async (words, count) => {
  const before = lost;
  try {
    const { results } = await (await load()).search(words);
    const things = await Promise.all(results.slice(0, count).map((result) => result.data()));
    if (lost > before) throw new Error("A part of the index did not come.");
    return { total: results.length, things };
  } catch (error) {
    lost += 1;
    finder = undefined;
    throw error;
  }
};

const entry = ({ url, meta }) => {
  const item = template.content.cloneNode(true);
  const link = item.querySelector("a");
  link.href = url;
  link.textContent = meta.title;
  item.querySelector(".search__line").textContent = [meta.group, meta.line].filter(Boolean).join(" · ");
  item.querySelector(".search__summary").textContent = meta.summary ?? "";
  if (meta.language) {
    for (const part of [link, item.querySelector(".search__summary")]) part.lang = meta.language;
    for (const part of [link, item.querySelector(".search__summary")]) part.dir = "auto";
  }
  return item;
};

/** Offer the search in other languages for words that bring nothing here; "" offers nothing. */
const offer = (words) => {
  if (!elsewhere) return;
  elsewhere.hidden = !words;
  for (const link of elsewhere.querySelectorAll("a")) link.search = words && `?${new URLSearchParams({ q: words })}`;
};

/** Show the first things that are found; what was typed is said as it stands, also where it has a $. */
const show = ({ total, things }, words) => {
  list.replaceChildren(...things.map(entry));
  box.hidden = total === 0;
  more.hidden = things.length >= total;
  const { found, none } = form.dataset;
  status.textContent = total ? found.replace("#", total) : none.replace("#", () => words);
  offer(total ? "" : words);
};

/** Look up what stands in the field; without a count from the start, with one as the list goes on, which stays when that fails. */
const search = async (count) => {
  const number = ++asked;
  const words = field.value.trim();
  const choice = Object.entries({ q: words, kind: kind.value }).filter(([, value]) => value);
  const query = words ? `?${new URLSearchParams(choice)}` : "";
  history.replaceState(null, "", location.pathname + query);
  failed.textContent = "";
  offer("");
  if (!words) {
    list.replaceChildren();
    box.hidden = true;
    status.textContent = "";
    return;
  }
  const isLatest = () => number === asked;
  const slow = setTimeout(() => isLatest() && (status.textContent = form.dataset.busy), SLOW_MS);
  const question = [`${words} ${kind.value}`.trim(), count ?? PAGE];
  try {
    // a second time: the site may have been made anew since this page was opened
    const answer = await find(...question).catch(() => find(...question));
    if (isLatest()) show(answer, words);
  } catch (error) {
    console.error(error);
    if (!isLatest()) return;
    status.textContent = form.dataset.failed;
    if (count) failed.textContent = form.dataset.failed;
    else box.hidden = true;
  } finally {
    clearTimeout(slow);
  }
};

let waiting;
field.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(search, 300);
});
field.addEventListener("focus", () => load().catch(() => {}), { once: true });
kind.addEventListener("change", () => search());
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  search();
});
more.addEventListener("click", async () => {
  const before = list.children.length;
  await search(before + PAGE);
  list.children[before]?.querySelector("a").focus();
});
form.parentElement.classList.add("with-script--ready");
const given = new URLSearchParams(location.search);
field.value = given.get("q") ?? "";
kind.value = given.get("kind") ?? "";
if (kind.selectedIndex < 0) kind.value = "";
if (field.value) search();
