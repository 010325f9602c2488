// Filter: shows only some of the dates on this page, and keeps the choice in the address, so that it can be shared.
const form = document.querySelector("[data-filter]");
const cards = [...document.querySelectorAll("[data-date]")];
const count = form.querySelector("output");
const box = form.closest("details");

const fits = (card, choice) => choice.every(([name, id]) => (card.dataset[name] ?? "").split(" ").includes(id));

/** Hide what surrounds cards when none of them is to be seen: a day, a month. */
const hideEmpty = (selector) => {
  for (const part of document.querySelectorAll(selector)) {
    const inside = [...part.querySelectorAll("[data-date]")];
    if (inside.length) part.hidden = inside.every((card) => card.hidden);
  }
};

const show = () => {
  const choice = [...new FormData(form)].filter(([, id]) => id);
  for (const card of cards) card.hidden = !fits(card, choice);
  hideEmpty(".day");
  hideEmpty("main section");
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
form.addEventListener("submit", (event) => event.preventDefault());
box.open = location.search !== "" || matchMedia("(min-width: 60em)").matches;
box.classList.add("with-script--ready");
show();
