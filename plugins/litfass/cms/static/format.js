// Format: how Decap reads and writes our files. Every value is text, as plugins/litfass/parse/ has it, and only the
// lines of what was changed are written anew: remarks, order, quotes and everything else stay as they were.

import { Document, isMap, isSeq, parseDocument, visit } from "./yaml/index.js";

const TEXT = { schema: "failsafe", lineWidth: 0, flowCollectionPadding: false };
const SOURCE = "litfass_source";
const LONGEST_LIST = 6;
// the head may stand below empty lines
const FILE = /^(\uFEFF?\s*---[ \t]*\r?\n)([\s\S]*?)(^---[ \t]*(?:\r?\n|$))([\s\S]*)$/m;

export function split(text) {
  const found = FILE.exec(text);
  return found && found.index === 0
    ? { open: found[1], head: found[2], close: found[3], body: found[4] }
    : { open: "", head: text, close: "", body: "" };
}

// `lists` are the keys that hold lists, `parted` those of them in which a comma parts two; `groups` are the keys whose
// group may be said in one line, with the keys under which its parts then belong.
export function reader({ lists, parted, groups }, pictureKeys = ["file", "poster", "logo"]) {
  const asList = new Set(lists);
  const asTwo = new Set(parted);

  function fromFile(text) {
    const { head, body } = split(text);
    const data = parseDocument(head, TEXT).toJS() ?? {};
    for (const key of Object.keys(data)) {
      if (asList.has(key) && typeof data[key] === "string") data[key] = several(data[key], asTwo.has(key));
      if (key in groups) data[key] = Array.isArray(data[key]) ? data[key].filter((one) => one !== "none").map((one) => grouped(one, groups[key])) : grouped(data[key], groups[key]);
    }
    return { ...data, body: body.replace(/^(\r?\n)+/, "").trimEnd(), [SOURCE]: text };
  }

  function toFile(value, order = []) {
    const { [SOURCE]: source, body = "", ...said } = value;
    const now = pruned(said, pictureKeys) ?? {};
    if (!source) return fresh(now, body ?? "", order);
    const parts = split(source);
    const before = fromFile(source);
    const was = pruned({ ...before, body: undefined, [SOURCE]: undefined }, pictureKeys) ?? {};
    const newline = source.includes("\r\n") ? "\r\n" : "\n";
    let head = parts.head;
    for (const key of [...new Set([...Object.keys(was), ...Object.keys(now)])]) {
      if (!same(was[key], now[key])) head = put(head, key, now[key], newline);
    }
    const text = (body ?? "").trimEnd();
    const bodyNow = text === before.body.trimEnd() ? parts.body : text ? newline + text.replace(/\r?\n/g, newline) + newline : "";
    return parts.open + head + parts.close + bodyNow;
  }

  return { fromFile, toFile };
}

// What stands in one line where a list may stand.
function several(text, parted) {
  const found = parted ? text.split(",").map((one) => one.trim()) : [text];
  return found.filter((one) => one !== "");
}

// A group that was said in one line: a field for each part; two of them are parted as points on maps are.
function grouped(value, keys) {
  if (typeof value !== "string") return value;
  const parts = keys.length === 1 ? [value] : value.split(/[,;/]\s+|\s*[;/]\s*|\s+|(?<=\.\d+),/);
  return Object.fromEntries(keys.map((key, number) => [key, parts[number] ?? ""]));
}

function fresh(data, body, order) {
  const keys = [...order.filter((key) => key in data), ...Object.keys(data).filter((key) => !order.includes(key))];
  const head = keys.map((key) => written(key, data[key]) + "\n").join("");
  return `---\n${head}---\n${body.trim() ? `\n${body.trim()}\n` : ""}`;
}

// A value without what says nothing: empty texts, lists and groups; all else as text.
function pruned(value, pictureKeys, key = "") {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) {
    const items = value.map((item) => pruned(item, pictureKeys)).filter((item) => item !== undefined);
    return items.length ? items : undefined;
  }
  if (typeof value === "object") {
    const pairs = Object.entries(value).map(([name, item]) => [name, pruned(item, pictureKeys, name)]);
    const kept = pairs.filter(([, item]) => item !== undefined);
    return kept.length ? Object.fromEntries(kept) : undefined;
  }
  const text = value === true ? "yes" : value === false ? "no" : String(value).trim();
  if (text === "") return undefined;
  // Decap writes the path under which it shows a picture; ours is the file's name alone
  return pictureKeys.includes(key) ? text.replace(/^\//, "") : text;
}

function same(one, other) {
  if (typeof one !== typeof other || Array.isArray(one) !== Array.isArray(other)) return false;
  if (typeof one !== "object") return one === other;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => same(one[key], other[key]));
}

// A key with its value as an editor would write it: short lists in one line.
function written(key, value) {
  const made = new Document({ [key]: value }, TEXT);
  visit(made, {
    Seq(_, node) {
      if (node.items.length <= LONGEST_LIST && node.items.every((item) => !isMap(item) && !isSeq(item))) node.flow = true;
    },
  });
  return made.toString(TEXT).trimEnd();
}

// The head with one key set, or without it when the value is undefined.
function put(head, key, value, newline) {
  const parsed = parseDocument(head, TEXT);
  const pairs = isMap(parsed.contents) ? parsed.contents.items : [];
  const pair = pairs.find((item) => item.key.value === key);
  const lines = (text) => text.replace(/\r?\n/g, newline);
  if (!pair) {
    const end = head === "" || head.endsWith("\n") ? "" : newline;
    return value === undefined ? head : head + end + lines(written(key, value)) + newline;
  }
  const begin = pair.key.range[0];
  const end = begin + head.slice(begin, pair.value ? pair.value.range[1] : pair.key.range[1]).trimEnd().length;
  if (value === undefined) {
    const next = head.indexOf("\n", end);
    return head.slice(0, begin) + (next < 0 ? "" : head.slice(next + 1));
  }
  const items = isSeq(pair.value) && !pair.value.flow && Array.isArray(value) ? kept(head, pair.value, value) : undefined;
  const text = items === undefined ? written(key, value) : head.slice(begin, pair.key.range[1]) + ":\n" + items;
  return head.slice(0, begin) + lines(text) + head.slice(end);
}

// A list one below the other, in which every entry that stayed the same keeps its lines.
function kept(head, list, value) {
  const starts = list.items.map((item) => head.lastIndexOf("\n", item.range[0] - 1) + 1);
  const indent = /^[ \t]*/.exec(head.slice(starts[0]))[0];
  const slices = list.items.map((item, number) => {
    const end = number + 1 < starts.length ? starts[number + 1] : item.range[1];
    return { data: pruned(item.toJS(parseDocument("", TEXT)), []), text: head.slice(starts[number], end).trimEnd() };
  });
  return value
    .map((item) => {
      const at = slices.findIndex((slice) => same(slice.data, item));
      if (at >= 0) return slices.splice(at, 1)[0].text;
      const block = new Document([item], TEXT).toString(TEXT).trimEnd();
      return block.split("\n").map((line) => indent + line).join("\n");
    })
    .join("\n");
}

if (globalThis.CMS) {
  const format = reader(await (await fetch("shapes.json")).json());
  CMS.registerCustomFormat("litfass", "md", format);
  CMS.init();
}
