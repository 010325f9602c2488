// Reads requests as JSON lines: {text, change: {key: value or null}, order, folder}; answers with what format.js would save.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { reader } = await import(pathToFileURL(process.argv[2]));
const shapes = JSON.parse(process.argv[3]);
for await (const line of createInterface({ input: process.stdin })) {
  const { text, change, order, folder } = JSON.parse(line);
  const { shape, extension, counts } = shapes[folder];
  const { fromFile, toFile } = reader(shape, { bare: extension === "yaml", counts });
  const data = text === null ? {} : fromFile(text);
  for (const [key, value] of Object.entries(change)) data[key] = value === null ? undefined : value;
  console.log(JSON.stringify(toFile(data, order)));
}
