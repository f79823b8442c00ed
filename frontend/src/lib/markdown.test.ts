import { expect, it } from "vitest";
import { parseMarkdown, parseSpans } from "./markdown.ts";

it("reads headings, paragraphs, lists and code", () => {
  const text = [
    "# Slow query",
    "",
    "Why is it",
    "slow?",
    "* one",
    "",
    "1. first",
    "   goes on",
    "2. second",
    "",
    "```sql",
    "select 1;",
    "",
    "# no heading",
    "```",
    "## Answer",
    "The index.",
  ].join("\n");
  expect(parseMarkdown(text)).toEqual([
    { kind: "heading", text: "Slow query" },
    { kind: "paragraph", text: "Why is it slow? * one" },
    { kind: "list", isOrdered: true, items: ["first goes on", "second"] },
    { kind: "code", text: "select 1;\n\n# no heading" },
    { kind: "heading", text: "Answer" },
    { kind: "paragraph", text: "The index." },
  ]);
});

it.each(["", "\n\n", "```\nopen", "#", "- "])("takes %j for what it is", (text) => {
  expect(Array.isArray(parseMarkdown(text))).toBe(true);
});

it("reads code, strong words and links in a line", () => {
  expect(parseSpans("See `sql` in **the** *first* [trace](/traces/1), or not.")).toEqual([
    { kind: "text", text: "See " },
    { kind: "code", text: "sql" },
    { kind: "text", text: " in " },
    { kind: "strong", text: "the" },
    { kind: "text", text: " " },
    { kind: "emphasis", text: "first" },
    { kind: "text", text: " " },
    { kind: "link", text: "trace", href: "/traces/1" },
    { kind: "text", text: ", or not." },
  ]);
});
