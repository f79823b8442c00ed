import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import GithubSlugger from "github-slugger";
import { Lexer, walkTokens } from "marked";
import type { Token } from "marked";
import { findFiles, root } from "./files.ts";

/** A Markdown file of this repository. Paths start from the repository's folder. */
export interface Document {
  path: string;
  /** Targets of links and images, as they are written. */
  links: readonly string[];
  /** The anchors of its headings, as GitHub makes them. */
  anchors: ReadonlySet<string>;
  /** Code in the text, and the lines of code blocks. */
  code: readonly string[];
}

export function readDocuments(): readonly Document[] {
  return findFiles("**/*.md").map((path) => parseDocument(path, readFileSync(join(root, path), "utf8")));
}

export function parseDocument(path: string, text: string): Document {
  const links: string[] = [];
  const code: string[] = [];
  const anchors = new Set<string>();
  const slugger = new GithubSlugger();
  void walkTokens(new Lexer().lex(text), (token: Token) => {
    if (token.type === "link" || token.type === "image") links.push(String(token["href"]));
    else if (token.type === "heading") anchors.add(slugger.slug(String(token["text"]).replaceAll("`", "")));
    else if (token.type === "codespan") code.push(String(token["text"]));
    else if (token.type === "code") code.push(...String(token["text"]).split("\n"));
  });
  return { path, links, anchors, code };
}

/** The path of a link's target, and its anchor; undefined for a URL elsewhere. */
export function resolveLink(from: string, link: string): { path: string; anchor: string } | undefined {
  if (/^[a-z]+:/i.test(link)) return undefined;
  const [path = "", anchor = ""] = link.split("#");
  const target = path === "" ? from : relative(root, join(root, dirname(from), decodeURIComponent(path)));
  return { path: target.replaceAll("\\", "/"), anchor };
}
