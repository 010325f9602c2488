// Translations: the field that leads from an original to its translations and back, and from lists to the form that has
// only what a translation may say. Which file is one, its name says: sprachcafe.uk.

const ENTRY = /^#\/collections\/([a-z]+)\/entries\/([^/.]+\.[^/.]+)$/;
const LIST = /^#\/collections\/([a-z]+)-translations\/?$/;
const LINK = { color: "#2e5cb8", textDecoration: "underline" };
// how Decap reads a file, and what is said of a translation that there is already; its fields are given both
let load, taken;

export function leadToTranslations(CMS) {
  CMS.registerWidget("litfass-translations", createClass(control), () => null);
  CMS.registerEventListener({ name: "preSave", handler: refuseWhatThereIs });
  addEventListener("click", onLink, { capture: true });
  addEventListener("hashchange", () => LIST.test(location.hash) && location.replace(elsewhere(location.hash)));
  const to = elsewhere(location.hash);
  if (to) location.replace(to);
}

// Whoever follows a link of Decap's to a translation comes to its own form.
function onLink(event) {
  const link = event.target.closest?.("a[href]");
  const to = link && !link.target && elsewhere(link.hash);
  if (!to || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  event.stopPropagation();
  location.hash = to;
}

// Where a translation, or the list of all that it belongs to, is found; undefined where an address leads to what it says.
export function elsewhere(hash) {
  const [, collection, name] = ENTRY.exec(hash) ?? [];
  if (name) return `#/collections/${collection}-translations/entries/${name}`;
  const [, listed] = LIST.exec(hash) ?? [];
  return listed && `#/collections/${listed}`;
}

// What a new translation is to be called; {} for all that has a file.
function begun(entry) {
  const data = entry.get("data");
  return entry.get("slug") ? {} : { of: data.get("litfass_of"), language: data.get("litfass_language") };
}

// The translation of a name, where there is one. Some hosts give an empty text for a file that is not there.
async function existing(collection, name) {
  const entry = await load(collection, name).catch(() => undefined);
  return entry?.raw ? entry : undefined;
}

// Decap would save it beside the other under a name that means nothing.
async function refuseWhatThereIs({ entry }) {
  const { of, language } = begun(entry);
  if (of && (await existing(entry.get("collection"), `${of}.${language}`))) throw new Error(taken);
}

const control = {
  shouldComponentUpdate: () => true, // the entry gets its name when it is saved

  async componentDidMount() {
    load = this.props.loadEntry;
    taken = this.words().taken;
    const { of, language } = begun(this.props.getEntry());
    const collection = this.props.collection.get("name");
    if (!of || !(await existing(collection, `${of}.${language}`))) return;
    location.replace(`#/collections/${collection}/entries/${of}.${language}`);
    location.reload(); // Decap reads a form's file only when it begins
  },

  isValid() {
    const entry = this.props.getEntry();
    const isLost = this.isTranslation() && !entry.get("slug") && !begun(entry).of;
    return isLost ? { error: { type: "CUSTOM", message: this.words().lost } } : true;
  },

  isTranslation() {
    return this.props.collection.get("name").endsWith("-translations");
  },

  words() {
    return this.props.field.get("words").toJS();
  },

  render() {
    const { forID, classNameWrapper } = this.props;
    const inner = this.isTranslation() ? this.original() : this.languages();
    return h("div", { id: forID, className: classNameWrapper, style: { lineHeight: 1.6 } }, ...inner);
  },

  // In a translation: which language it is, and the way back.
  original() {
    const { field, getEntry } = this.props;
    const { of, language } = begun(getEntry());
    const [name, code] = getEntry().get("slug")?.split(".") ?? [];
    const words = this.words();
    if (!(name || of)) return [words.lost];
    const known = field.get("languages").find((one) => one.get("code") === (code || language));
    const href = field.get("original") + (name || of);
    return [known ? `${known.get("name")} · ` : "", link(href, words.original), h("br"), words.only];
  },

  // In an original: a way to each language.
  languages() {
    const { field, getEntry } = this.props;
    const slug = getEntry().get("slug");
    if (!slug) return [this.words().unsaved];
    const links = field.get("languages").toArray().flatMap((one) => {
      const href = field.get("begin").replace("{of}", slug).replace("{language}", one.get("code"));
      return [link(href, one.get("name")), " "];
    });
    return [h("div", { style: { wordSpacing: "0.5em" } }, ...links), this.words().opens];
  },
};

function link(href, text) {
  return h("a", { href, target: "_blank", style: { ...LINK, wordSpacing: 0 } }, text);
}
