// Settings of Eleventy for the comparison. Links between texts are resolved by their names alone, which costs it least.
import abbreviations from "markdown-it-abbr";
import definitions from "markdown-it-deflist";

const SECTIONS = { news: "aktuelles", events: "termine", projects: "projekte", actors: "akteure" };

function address(link) {
  const match = /^\.\.\/(\w+)\/(?:(\d{4})-\d\d-\d\d-)?([^/]+)\.md$/.exec(link);
  return match ? `/${SECTIONS[match[1]]}/${match[2] ? `${match[2]}/` : ""}${match[3]}/` : link;
}

export default function (config) {
  config.amendLibrary("md", (markdown) => {
    const normalized = markdown.normalizeLink;
    markdown.normalizeLink = (link) => normalized(address(link));
    markdown.use(abbreviations).use(definitions);
  });
  for (const [folder, section] of Object.entries(SECTIONS)) {
    config.addCollection(folder, (all) =>
      all.getFilteredByGlob(`content/${folder}/*.md`).sort((one, other) => other.date - one.date),
    );
  }
  config.addCollection("newest", (all) =>
    all.getFilteredByGlob("content/news/*.md").sort((one, other) => other.date - one.date).slice(0, 40),
  );
  config.addCollection("byTopic", (all) => {
    const found = {};
    for (const item of all.getAll()) {
      for (const topic of item.data.topics ?? []) (found[topic] ??= []).push(item);
    }
    return found;
  });
  config.addGlobalData("eleventyComputed.permalink", () => (data) => {
    const section = SECTIONS[data.page.inputPath.split("/")[2]];
    if (!section || !data.slug) return data.permalink;
    const year = section === "aktuelles" ? `${data.page.date.getUTCFullYear()}/` : "";
    return `/${section}/${year}${data.slug}/`;
  });
  config.addFilter("rfc822", (date) => date.toUTCString());
  return {
    dir: { input: "content", includes: "../_includes", data: "../_data", output: "output" },
    markdownTemplateEngine: false,
  };
}
