/** The part of Markdown that the lessons are written in. */
export type Block =
  | { kind: "heading"; text: string }
  | { kind: "paragraph"; text: string }
  | { kind: "list"; isOrdered: boolean; items: readonly string[] }
  | { kind: "code"; text: string };

const ITEM = /^(?:[*-]|\d+\.)\s+/;

/** The blocks in their order. Lines of a paragraph or of an item are joined; anything else is a paragraph. */
export function parseMarkdown(text: string): readonly Block[] {
  const blocks: Block[] = [];
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? "";
    if (line.trim() === "") at += 1;
    else if (line.startsWith("```")) {
      const end = lines.indexOf("```", at + 1);
      const last = end === -1 ? lines.length : end;
      blocks.push({ kind: "code", text: lines.slice(at + 1, last).join("\n") });
      at = last + 1;
    } else {
      const end = endOfBlock(lines, at);
      blocks.push(toBlock(lines.slice(at, end)));
      at = end;
    }
  }
  return blocks;
}

function endOfBlock(lines: readonly string[], start: number): number {
  if (lines[start]?.startsWith("#")) return start + 1;
  let end = start + 1;
  while (end < lines.length && lines[end]?.trim() !== "" && !/^(#|```)/.test(lines[end] ?? "")) end += 1;
  return end;
}

function toBlock(lines: readonly string[]): Block {
  const first = lines[0] ?? "";
  if (first.startsWith("#")) return { kind: "heading", text: first.replace(/^#+\s*/, "") };
  if (!ITEM.test(first)) return { kind: "paragraph", text: joined(lines) };
  const items: string[][] = [];
  for (const line of lines) {
    if (ITEM.test(line)) items.push([line.replace(ITEM, "")]);
    else items.at(-1)?.push(line);
  }
  return { kind: "list", isOrdered: /^\d/.test(first), items: items.map(joined) };
}

function joined(lines: readonly string[]): string {
  return lines.map((line) => line.trim()).join(" ");
}

export type Span =
  | { kind: "text" | "code" | "strong" | "emphasis"; text: string }
  | { kind: "link"; text: string; href: string };

const SPAN = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*|\[([^\]]+)\]\(([^)\s]+)\)/g;

/** A line of text in spans. */
export function parseSpans(text: string): readonly Span[] {
  const spans: Span[] = [];
  let at = 0;
  for (const match of text.matchAll(SPAN)) {
    const [whole, code, strong, emphasis, label, href] = match;
    if (match.index > at) spans.push({ kind: "text", text: text.slice(at, match.index) });
    if (code !== undefined) spans.push({ kind: "code", text: code });
    else if (strong !== undefined) spans.push({ kind: "strong", text: strong });
    else if (emphasis !== undefined) spans.push({ kind: "emphasis", text: emphasis });
    else if (label !== undefined && href !== undefined) spans.push({ kind: "link", text: label, href });
    at = match.index + whole.length;
  }
  if (at < text.length) spans.push({ kind: "text", text: text.slice(at) });
  return spans;
}
