// Values: what a file says, as fields show it and as it can be compared.

const FLAGS = { ja: "yes", true: "yes", nein: "no", false: "no" };
const PICTURE_KEYS = ["file", "poster", "logo"];

export function shownAll(data, shape) {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, shown(value, shape[key] ?? {})]));
}

// A value of a file as its field shows it: what stands in one line as a list, as a group, or as yes and no.
export function shown(value, shape) {
  const { list, joined, parted, line = [], says = [], fields, flag, picture } = shape;
  if (joined && Array.isArray(value)) return value.join(" und ");
  if (list && typeof value === "string") value = several(value, parted);
  if (list && line.length && Array.isArray(value)) value = value.filter((one) => one !== "none");
  if (Array.isArray(value)) return value.map((one) => shown(one, { line, fields }));
  if (typeof value === "string" && line.length) return grouped(value, line);
  if (typeof value === "string" && says.length) return toldBy(value, says);
  if (typeof value === "string" && picture) return value.replace(/^(?=[^/])/, "/"); // where Decap looks for it
  if (typeof value === "string" && flag) return FLAGS[value.toLowerCase()] ?? value;
  return fields && value && typeof value === "object" ? shownAll(value, fields) : value;
}

// What stands in one line where a list may stand.
function several(text, parted) {
  const found = parted ? text.split(",").map((one) => one.trim()) : [text];
  return found.filter((one) => one !== "");
}

// A group that was said in one line: a field for each part; two of them are parted as points on maps are.
function grouped(value, keys) {
  const parts = keys.length === 1 ? [value] : value.split(/[,;/]\s+|\s*[;/]\s*|\s+|(?<=\.\d+),/);
  return Object.fromEntries(keys.map((key, number) => [key, parts[number] ?? ""]));
}

// A group that was said in one line of one kind: under the key of the first kind that the line looks like.
function toldBy(value, says) {
  const [key, , word] = says.find(([, pattern]) => new RegExp(pattern, "i").test(value.trim()));
  return { [key]: word || value };
}

// A value without what says nothing: empty texts, lists and groups; all else as text. Where entries `count`, a group stands
// for that in the same place of another list, and stays also when it is empty.
export function pruned(value, key = "", counts = false) {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) {
    const items = value.map((item) => pruned(item, "", counts) ?? (counts && typeof item === "object" ? {} : undefined));
    const said = items.filter((item) => item !== undefined);
    while (said.length && isEmptyGroup(said.at(-1))) said.pop();
    return said.length ? said : undefined;
  }
  if (typeof value === "object") {
    const pairs = Object.entries(value).map(([name, item]) => [name, pruned(item, name, counts)]);
    const kept = pairs.filter(([, item]) => item !== undefined);
    return kept.length ? Object.fromEntries(kept) : undefined;
  }
  const text = value === true ? "yes" : value === false ? "no" : String(value).trim();
  if (text === "") return undefined;
  // Decap writes the path under which it shows a picture; ours is the file's name alone
  return PICTURE_KEYS.includes(key) ? text.replace(/^\//, "") : text;
}

function isEmptyGroup(value) {
  return typeof value === "object" && !Object.keys(value).length;
}

export function same(one, other) {
  if (typeof one !== typeof other || Array.isArray(one) !== Array.isArray(other)) return false;
  if (typeof one !== "object") return one === other;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => same(one[key], other[key]));
}
