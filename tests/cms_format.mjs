// Reads requests as JSON lines: {text, change: {key: value or null}, order}; answers with what format.js would save.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { reader } = await import(pathToFileURL(process.argv[2]));
const { fromFile, toFile } = reader(JSON.parse(process.argv[3]));
for await (const line of createInterface({ input: process.stdin })) {
  const { text, change, order } = JSON.parse(line);
  const data = text === null ? {} : fromFile(text);
  for (const [key, value] of Object.entries(change)) data[key] = value === null ? undefined : value;
  console.log(JSON.stringify(toFile(data, order)));
}
