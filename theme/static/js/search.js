// Search: asks Pagefind's index, which lies on this site, and lists what it finds; the question stands in the address.
const form = document.querySelector("[data-search]");
const field = form.elements.q;
const kind = form.elements.kind;
const status = document.querySelector(".search__count");
const box = document.querySelector(".search__results");
const list = box.querySelector("ol");
const more = box.querySelector("button");
const template = document.querySelector("template");
const PAGE = 10;

let finder;
let asked = 0; // the number of the latest question: an answer that comes late is not shown

/** Pagefind and its index, loaded when somebody wants to search. */
const load = () => {
  finder ??= import(form.dataset.search).then(async (pagefind) => {
    await pagefind.options({ noWorker: true });
    return pagefind;
  });
  return finder;
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

/** Show the next results; the first of them gets the focus when somebody asked for more. */
const show = async (results, number, focus = false) => {
  const next = results.slice(list.children.length, list.children.length + PAGE);
  const data = await Promise.all(next.map((result) => result.data()));
  if (number !== asked) return;
  const first = list.children.length;
  list.append(...data.map(entry));
  more.hidden = list.children.length >= results.length;
  more.onclick = () => show(results, number, true);
  if (focus) list.children[first]?.querySelector("a").focus();
};

const search = async () => {
  const number = ++asked;
  const words = field.value.trim();
  const choice = Object.entries({ q: words, kind: kind.value }).filter(([, value]) => value);
  const query = words ? `?${new URLSearchParams(choice)}` : "";
  history.replaceState(null, "", location.pathname + query);
  if (!words) {
    list.replaceChildren();
    box.hidden = true;
    status.textContent = "";
    return;
  }
  try {
    const pagefind = await load();
    const { results } = await pagefind.search(`${words} ${kind.value}`.trim());
    if (number !== asked) return;
    list.replaceChildren();
    box.hidden = results.length === 0;
    status.textContent = results.length ? form.dataset.found.replace("#", results.length) : form.dataset.none.replace("#", words);
    await show(results, number);
  } catch (error) {
    status.textContent = form.dataset.failed;
    console.error(error);
  }
};

let waiting;
field.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(search, 300);
});
field.addEventListener("focus", () => load().catch(() => {}), { once: true });
kind.addEventListener("change", search);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  search();
});
form.parentElement.classList.add("with-script--ready");
const given = new URLSearchParams(location.search);
field.value = given.get("q") ?? "";
kind.value = given.get("kind") ?? "";
if (kind.selectedIndex < 0) kind.value = "";
if (field.value) load().then(search, search);
