// Language: remembers the language somebody picked, on this device only, and marks it where a page is in another one; shows the page's own.
// It sends nobody elsewhere: a link that somebody was given shows what was meant. See docs/decisions/0072.
const KEY = "litfass-language";
const links = [...document.querySelectorAll(".language-switch a")];

// what is stored may be forbidden: then nothing is remembered
const remembered = () => {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
};

// where they go on to the side, one sees the page's own
const own = links.find((link) => link.matches("[aria-current]"));
if (own) {
  const row = own.closest("ul");
  const [box, mine] = [row.getBoundingClientRect(), own.getBoundingClientRect()];
  row.scrollLeft += (mine.left + mine.right - box.left - box.right) / 2;
}

const picked = remembered();
for (const link of links) {
  link.classList.toggle("language-switch__picked", link.hreflang === picked && link.hreflang !== document.documentElement.lang);
  link.addEventListener("click", () => {
    try {
      localStorage.setItem(KEY, link.hreflang);
    } catch {
      // then the switch works without memory
    }
  });
}
