// Lines: a key of a head with another value, and no other line written anew.

import { Document, isMap, isScalar, isSeq, parseDocument, visit } from "./yaml/index.js";
import { pruned, same, shown } from "./values.js";

export const TEXT = { schema: "failsafe", lineWidth: 0, flowCollectionPadding: false };
const LONGEST_LIST = 6;

// A key with its value as an editor would write it: short lists in one line.
export function written(key, value) {
  const made = new Document({ [key]: value }, TEXT);
  visit(made, {
    Seq(_, node) {
      if (node.items.length <= LONGEST_LIST && node.items.every((item) => !isMap(item) && !isSeq(item))) node.flow = true;
    },
  });
  return made.toString(TEXT).trimEnd();
}

// The head with one key set, or without it when the value is undefined.
export function put(head, key, value, newline, shape) {
  const pairs = pairsOf(head);
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
  const spliced = sewn(head, edits(head, pair.value, value, shape, newline));
  if (spliced !== undefined && same(value, valueOf(spliced, key, shape))) return spliced;
  return head.slice(0, begin) + lines(written(key, value)) + head.slice(end);
}

function pairsOf(head) {
  const parsed = parseDocument(head, TEXT);
  return isMap(parsed.contents) ? parsed.contents.items : [];
}

function valueOf(head, key, shape) {
  return pruned(shown(parseDocument(head, TEXT).toJS()?.[key], shape), key, shape.counts);
}

function sewn(head, changes) {
  if (!changes) return undefined;
  const inOrder = [...changes].sort((one, other) => other.at - one.at);
  return inOrder.reduce((text, { at, to, text: put }) => text.slice(0, at) + put + text.slice(to), head);
}

// The fewest places to change so that a node says the value; undefined where it has to be written anew.
function edits(head, node, value, shape, newline) {
  if (isScalar(node)) return scalarEdits(node, value, shape);
  if (isMap(node) && isGroup(value)) return mapEdits(head, node, value, shape, newline);
  if (!isSeq(node) || !Array.isArray(value)) return undefined;
  return entryEdits(head, node, value, shape, newline) ?? listEdits(head, node, value, shape, newline);
}

// The places in the entries of a list that are as many as before, in the same order.
function entryEdits(head, node, value, shape, newline) {
  if (node.items.length !== value.length) return undefined;
  const was = node.items.map((item) => said(item, shape));
  if (value.every((item) => was.some((one) => same(one, item)))) return undefined; // only their order is another
  return all(value.map((item, number) => (same(was[number], item) ? [] : edits(head, node.items[number], item, { ...shape, list: false }, newline))));
}

// A list as a whole: in brackets anew, one below the other with the lines of all that stayed.
function listEdits(head, node, value, shape, newline) {
  if (!node.items.length) return undefined;
  if (!node.flow) {
    const at = head.lastIndexOf("\n", node.items[0].range[0] - 1) + 1;
    return [{ at, to: endOf(head, node.items.at(-1)), text: kept(head, node, value, shape).replace(/\r?\n/g, newline) }];
  }
  if (value.some((item) => typeof item !== "string")) return undefined;
  const made = new Document(value, TEXT);
  made.contents.flow = true;
  return [{ at: node.range[0], to: node.range[1], text: made.toString(TEXT).trimEnd() }];
}

// Where the last line of an entry ends, with the remark that stands in it.
function endOf(head, item) {
  const end = head.slice(0, item.range[1]).trimEnd().length;
  return end + /^([ \t]+#[^\r\n]*)?/.exec(head.slice(end))[0].length;
}

function scalarEdits(node, value, { line = [], isInBraces }) {
  const keys = isGroup(value) ? Object.keys(value) : [];
  const text = keys.length === 1 && line.length === 1 && keys[0] === line[0] ? value[line[0]] : value;
  if (typeof text !== "string" || text.includes("\n") || node.type.startsWith("BLOCK")) return undefined;
  // more needs quotes in braces
  const put = isInBraces ? written("k", [text]).slice("k: [".length, -1) : written("k", text).slice("k: ".length);
  return [{ at: node.range[0], to: node.range[1], text: put }];
}

function mapEdits(head, node, value, { fields = {}, counts }, newline) {
  const found = [];
  const known = new Set(node.items.map((item) => item.key.value));
  for (const { key, value: inner } of node.items) {
    const shape = { ...fields[key.value], counts, isInBraces: node.flow };
    const now = value[key.value];
    if (inner && now !== undefined) found.push(same(said(inner, shape, key.value), now) ? [] : pairEdits(head, node, key, inner, now, shape, newline));
    else if (inner) found.push(node.flow ? undefined : removal(head, key, inner));
    else if (now !== undefined) found.push(undefined);
  }
  const added = Object.keys(value).filter((key) => !known.has(key));
  if (added.length) found.push(node.flow ? undefined : addition(head, node, added.map((key) => [key, value[key]]), newline));
  return all(found);
}

// The fewest places, else the key's own lines anew; undefined where others stand in them too.
function pairEdits(head, node, key, inner, value, shape, newline) {
  const found = edits(head, inner, value, shape, newline);
  if (found || node.flow) return found;
  const [at] = key.range;
  const indent = " ".repeat(at - head.lastIndexOf("\n", at - 1) - 1);
  const to = at + head.slice(at, inner.range[1]).trimEnd().length;
  return [{ at, to, text: written(key.value, value).split("\n").join(newline + indent) }];
}

// The lines of a key of a group; undefined where something else begins its line.
function removal(head, key, inner) {
  const at = head.lastIndexOf("\n", key.range[0]) + 1;
  const next = head.indexOf("\n", key.range[0] + head.slice(key.range[0], inner.range[1]).trimEnd().length);
  return head.slice(at, key.range[0]).trim() ? undefined : [{ at, to: next < 0 ? head.length : next + 1, text: "" }];
}

// Further keys below the last one of a group.
function addition(head, node, pairs, newline) {
  const first = node.items[0].key.range[0];
  const indent = " ".repeat(first - head.lastIndexOf("\n", first - 1) - 1);
  const end = head.slice(0, node.range[1]).trimEnd().length;
  const next = head.indexOf("\n", end);
  const at = next < 0 ? head.length : head[next - 1] === "\r" ? next - 1 : next;
  const lines = pairs.flatMap(([key, value]) => written(key, value).split("\n"));
  return [{ at, to: at, text: lines.map((line) => newline + indent + line).join("") }];
}

function said(node, shape, key = "") {
  const data = shown(node.toJS(parseDocument("", TEXT)), shape);
  return pruned(data, key, shape.counts) ?? (shape.counts && isMap(node) ? {} : undefined);
}

function isGroup(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function all(found) {
  return found.includes(undefined) ? undefined : found.flat();
}

// A list one below the other, in which every entry that stayed the same keeps its lines.
function kept(head, list, value, shape) {
  const starts = list.items.map((item) => head.lastIndexOf("\n", item.range[0] - 1) + 1);
  const indent = /^[ \t]*/.exec(head.slice(starts[0]))[0];
  const slices = list.items.map((item, number) => {
    const end = number + 1 < starts.length ? starts[number + 1] : endOf(head, item);
    return { data: said(item, { ...shape, list: false }), text: head.slice(starts[number], end).trimEnd() };
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
