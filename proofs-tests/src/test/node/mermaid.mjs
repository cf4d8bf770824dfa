// Reads a JSON array of {name, text} and prints, for each, what Mermaid's own parser makes of the text:
// {name, type, parts} with the number of things in the diagram, or {name, fault}.
import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";

// Mermaid cleans labels with the means of a browser's document.
const { window } = new JSDOM("");
globalThis.window = window;
globalThis.document = window.document;
const { default: mermaid } = await import("mermaid");
mermaid.initialize({ startOnLoad: false });

const parts = {
  "flowchart-v2": db => [db.getVertices().size, db.getEdges().length],
  sequence: db => [db.getActors().size, db.getMessages().length],
  packet: db => [db.getPacket().flat().length],
  block: db => [db.getBlocksFlat().length],
};

const told = [];
for (const { name, text } of JSON.parse(readFileSync(process.argv[2], "utf8"))) {
  try {
    await mermaid.parse(text);
    const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
    told.push({ name, type: diagram.type, parts: parts[diagram.type]?.(diagram.db) ?? [] });
  } catch (fault) {
    told.push({ name, fault: String(fault) });
  }
}
console.log(JSON.stringify(told));
