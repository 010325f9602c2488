// Filter: shows only some of the dates on this page, and keeps the choice in the address, so that it can be shared.
const form = document.querySelector("[data-filter]");
const cards = [...document.querySelectorAll("[data-date]")];
const count = form.querySelector("output");
const box = form.closest("details");
const jumps = [...document.querySelectorAll('main a[href^="#"]')].map((link) => ({ link, href: link.getAttribute("href") }));

const fits = (card, choice) => choice.every(([name, id]) => (card.dataset[name] ?? "").split(" ").includes(id));

/** Hide what surrounds cards when none of them is to be seen: a day, a month. */
const hideEmpty = (selector) => {
  for (const part of document.querySelectorAll(selector)) {
    const inside = [...part.querySelectorAll("[data-date]")];
    if (inside.length) part.hidden = inside.every((card) => card.hidden);
  }
};

/** Let no link lead to a day or month that is hidden. */
const mendJumps = () => {
  for (const { link, href } of jumps) {
    if (document.getElementById(href.slice(1))?.closest("[hidden]")) link.removeAttribute("href");
    else link.setAttribute("href", href);
  }
};

const show = () => {
  const choice = [...new FormData(form)].filter(([, id]) => id);
  for (const card of cards) card.hidden = !fits(card, choice);
  hideEmpty(".day");
  hideEmpty("main section");
  mendJumps();
  const shown = cards.filter((card) => !card.hidden).length;
  count.textContent = choice.length ? (shown ? form.dataset.shown.replace("#", shown) : form.dataset.none) : "";
  const query = new URLSearchParams(choice).toString();
  history.replaceState(null, "", query ? `?${query}${location.hash}` : location.pathname + location.hash);
};

for (const [name, id] of new URLSearchParams(location.search)) {
  const field = form.elements.namedItem(name);
  if (field?.type === "checkbox") field.checked = field.value === id;
  else if (field && [...field.options].some((option) => option.value === id)) field.value = id;
}
form.addEventListener("change", show);
form.addEventListener("reset", () => setTimeout(show)); // after the fields are empty again
// what is printed says that it is a choice
addEventListener("beforeprint", () => {
  box.open ||= count.textContent !== "";
});
form.addEventListener("submit", (event) => event.preventDefault());
box.open = location.search !== "" || matchMedia("(min-width: 60em)").matches;
box.classList.add("with-script--ready");
show();
