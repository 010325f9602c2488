// Format: how Decap reads and writes our files. Every value is text, as plugins/litfass/parse/ has it, and only the
// lines of what was changed are written anew: remarks, order, quotes and everything else stay as they were.

import { parseDocument } from "./yaml/index.js";
import { TEXT, put, written } from "./lines.js";
import { letChoicesStay } from "./choices.js";
import { leadToTranslations } from "./translations.js";
import { pruned, same, shownAll } from "./values.js";

const SOURCE = "litfass_source";
// what Decap needs for the name of a new translation
const NAME = ["litfass_of", "litfass_language"];
// how a file without dashes says nothing; an empty one is a mistake
const NOTHING = /^\{\}[ \t]*(?:\r?\n|$)/m;
// the head may stand below empty lines
const FILE = /^(\uFEFF?\s*---[ \t]*\r?\n)([\s\S]*?)(^---[ \t]*(?:\r?\n|$))([\s\S]*)$/m;

export function split(text) {
  const found = FILE.exec(text);
  return found && found.index === 0
    ? { open: found[1], head: found[2], close: found[3], body: found[4] }
    : { open: "", head: text, close: "", body: "" };
}

// `shape` says of each key how it may be written shorter than its field shows it; see shapes() in shape.py. A file that is
// `bare` is YAML alone, without lines of dashes; in one that `counts`, a translation, entries of lists keep their places.
export function reader(shape, { bare = false, counts = false } = {}) {
  function fromFile(saved) {
    const text = saved ?? ""; // there is no such file yet
    const { head, body } = split(text);
    const data = shownAll(parseDocument(head, TEXT).toJS() ?? {}, shape);
    return { ...data, ...(bare ? {} : { body: body.replace(/^(\r?\n)+/, "").trimEnd() }), [SOURCE]: text };
  }

  function toFile(value, order = []) {
    const { [SOURCE]: source, body: said, ...rest } = value;
    for (const key of NAME) delete rest[key];
    const now = pruned(bare ? { ...rest, body: said } : rest, "", counts) ?? {};
    const body = bare ? "" : (said ?? "");
    if (!source) return fresh(now, asWrittenHere("", body), order, bare);
    const parts = split(source);
    const before = fromFile(source);
    const was = pruned({ ...before, [SOURCE]: undefined, ...(bare ? {} : { body: undefined }) }, "", counts) ?? {};
    const newline = source.includes("\r\n") ? "\r\n" : "\n";
    const isEmpty = (said) => bare && !Object.keys(said).length;
    let head = isEmpty(was) ? parts.head.replace(NOTHING, "") : parts.head;
    for (const key of new Set([...Object.keys(was), ...Object.keys(now)])) {
      if (!same(was[key], now[key])) head = put(head, key, now[key], newline, { ...shape[key], counts });
    }
    if (isEmpty(now) && (!isEmpty(was) || head !== parts.head)) head += `{}${newline}`;
    return parts.open + head + parts.close + (bare ? parts.body : rebodied(parts.body, body, newline));
  }

  return { fromFile, toFile };
}

// Decap writes all lists with stars, and ends a line within a paragraph with a stroke; here it is dashes, as in the
// handbook, unless the text had stars, and two spaces. Its pictures lie at the top; ours in a folder beside this one.
function asWrittenHere(old, text) {
  const plain = text.replace(/\\([^\\\w\s`*_{}[\]()<>#+.!|-])/g, "$1"); // signs that mean nothing to our pages
  const ended = plain.replace(/(?<!\\)\\$(?=[\s\S])/gm, "  ").replace(/(!\[[^\]]*\]\()\/(?=[^/\s)]+[\s)])/g, "$1../images/");
  return /^\s*\* /m.test(old) ? ended : ended.replace(/^([ \t]*)\*( +)(?!\*( |$))(?=\S)/gm, "$1-$2");
}

// The text below the head; the empty lines around it stay.
function rebodied(old, said, newline) {
  const text = asWrittenHere(old, said.trim()).replace(/\r?\n/g, newline);
  if (text === old.trim()) return old;
  if (!text) return "";
  const [above] = /^(?:[ \t]*\r?\n)*/.exec(old);
  return (old.trim() ? above : newline) + text + (old.trim() ? old.slice(old.trimEnd().length) : newline);
}

function fresh(data, body, order, bare) {
  const keys = [...order.filter((key) => key in data), ...Object.keys(data).filter((key) => !order.includes(key))];
  const head = keys.map((key) => written(key, data[key]) + "\n").join("");
  if (bare) return head || "{}\n";
  return `---\n${head}---\n${body.trim() ? `\n${body.trim()}\n` : ""}`;
}

if (globalThis.CMS) {
  const shapes = await (await fetch("shapes.json")).json();
  for (const [name, { shape, extension, counts }] of Object.entries(shapes)) {
    CMS.registerCustomFormat(`litfass-${name}`, extension, reader(shape, { bare: extension === "yaml", counts }));
  }
  letChoicesStay(CMS);
  leadToTranslations(CMS);
  CMS.getLocale("de").editor.editorToolbar.backCollection = "Zurück zu: %{collectionLabel}"; // else "zu allen Termine"
  CMS.init();
}
