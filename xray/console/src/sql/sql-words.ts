/** Comments, which may stand before the verb. */
const COMMENT = /\/\*[\s\S]*?\*\/|--[^\n]*/g;
/** An identifier, quoted or not, with its schema. */
const TABLE = String.raw`((?:"[^"]+"|\x60[^\x60]+\x60|[\w$]+)(?:\.(?:"[^"]+"|\x60[^\x60]+\x60|[\w$]+))*)`;
const TABLE_AFTER: Readonly<Record<string, RegExp>> = {
  select: new RegExp(String.raw`\bfrom\s+(?:only\s+)?${TABLE}`, "i"),
  insert: new RegExp(String.raw`\binto\s+${TABLE}`, "i"),
  update: new RegExp(String.raw`\bupdate\s+(?:only\s+)?${TABLE}`, "i"),
  delete: new RegExp(String.raw`\bfrom\s+(?:only\s+)?${TABLE}`, "i"),
};
/** The start of a common table that writes: its statement follows. */
const WRITING_TABLE = /\bas\s+(?:(?:not\s+)?materialized\s+)?\(\s*(?=(?:insert|update|delete)\b)/i;
/** Longer statements are cut before the search: verb and table come early. */
const SEARCHED_CHARACTERS = 4000;

/**
 * What a statement does, in two words: `select activities`, `insert users`, `begin`. For a `with`, the main verb and
 * its table, where they can be told: a common table stands for the table that it reads. A statement that only selects
 * what a common table wrote is named by that write: `with new as (insert into likes …) select … from new` is `insert
 * likes`.
 */
export function sqlWords(statement: string): string {
  const text = statement.slice(0, SEARCHED_CHARACTERS).replace(COMMENT, " ").trim();
  const verb = /^[a-z]+/i.exec(text)?.[0].toLowerCase() ?? "";
  if (verb === "with") return wordsOfWith(text);
  const after = TABLE_AFTER[verb];
  const table = (after?.exec(withoutParentheses(text)) ?? after?.exec(text))?.[1];
  return table === undefined ? verb : `${verb} ${baseName(table)}`;
}

function wordsOfWith(text: string): string {
  const words = resolved(sqlWords(afterCommonTables(text)), text);
  const writing = words.startsWith("select") ? WRITING_TABLE.exec(text) : null;
  return writing === null
    ? words
    : sqlWords(insideParentheses(text.slice(writing.index + writing[0].length)));
}

/** `select a, (select count(*) from likes) from crud` → `select a, … from crud`, to find the outer table. */
function withoutParentheses(text: string): string {
  let rest = text;
  for (let before = ""; before !== rest;) {
    before = rest;
    rest = rest.replaceAll(/\([^()]*\)/g, "…");
  }
  // A statement that was cut may end inside a parenthesis.
  return rest.replace(/\([^)]*$/s, "…");
}

/** `select recent` of `with recent as (select * from activities) select …` → `select activities`. */
function resolved(words: string, text: string): string {
  const [verb = "", table = ""] = words.split(" ");
  if (table === "") return words;
  const name = table.replaceAll("$", String.raw`\$`);
  const begin = new RegExp(String.raw`\b${name}["\x60]?\s+as\s+(?:(?:not\s+)?materialized\s+)?\(`, "i").exec(
    text,
  );
  if (begin === null) return words;
  const read = sqlWords(insideParentheses(text.slice(begin.index + begin[0].length))).split(" ")[1];
  return read === undefined ? words : `${verb} ${read}`;
}

/** `select 1) select 2` → `select 1` */
function insideParentheses(text: string): string {
  let depth = 1;
  for (const match of text.matchAll(/[()]/g)) {
    depth += match[0] === "(" ? 1 : -1;
    if (depth === 0) return text.slice(0, match.index);
  }
  return text;
}

/** `public."Activities"` -> `Activities` */
function baseName(table: string): string {
  return (table.split(".").at(-1) ?? table).replaceAll(/["\x60]/g, "");
}

/** The text after the last common table of a `with`: the first verb outside all parentheses. */
function afterCommonTables(text: string): string {
  let depth = 0;
  for (const match of text.matchAll(/[()]|\b(?:select|insert|update|delete)\b/gi)) {
    if (match[0] === "(") depth += 1;
    else if (match[0] === ")") depth -= 1;
    else if (depth === 0) return text.slice(match.index);
  }
  return "";
}
