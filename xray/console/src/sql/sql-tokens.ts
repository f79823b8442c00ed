type SqlTokenKind = "keyword" | "word" | "text" | "number" | "parameter" | "comment" | "sign" | "space";

export interface SqlToken {
  kind: SqlTokenKind;
  text: string;
}

/** Words in another colour; all others are names and functions. */
const KEYWORDS = new Set(
  (
    "select distinct from where and or not in is null as on using join inner left right full outer cross lateral natural " +
    "group by order having limit offset fetch first next rows only union all except intersect with recursive " +
    "insert into values update set delete returning conflict do nothing default case when then else end between like " +
    "ilike exists any some asc desc nulls last begin commit rollback savepoint release create table alter drop index " +
    "true false for share of over partition window filter within interval cast explain analyze transaction isolation level"
  ).split(" "),
);

const TOKEN = new RegExp(
  [
    String.raw`(?<space>\s+)`,
    String.raw`(?<comment>--[^\n]*|/\*[\s\S]*?(?:\*/|$))`,
    String.raw`(?<text>[eEnNbBxX]?'(?:[^']|'')*(?:'|$)|\$(?<tag>[A-Za-z_]*)\$[\s\S]*?(?:\$\k<tag>\$|$))`,
    String.raw`(?<parameter>\$\d+|\?|(?<!:):[A-Za-z_]\w*|@\w+)`,
    String.raw`(?<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)`,
    String.raw`(?<word>"(?:[^"]|"")*(?:"|$)|\x60[^\x60]*(?:\x60|$)|[\p{L}_][\p{L}\p{N}_$]*)`,
    String.raw`(?<sign>::|->>|->|[<>!=|&]{1,3}|.)`,
  ].join("|"),
  "gsu",
);

/**
 * Splits a statement of any dialect into tokens, white space included. Never throws: an unknown character is a sign.
 */
export function tokenizeSql(statement: string): SqlToken[] {
  return Array.from(statement.matchAll(TOKEN), (match) => ({
    kind: kindOf(match.groups ?? {}, match[0]),
    text: match[0],
  }));
}

function kindOf(groups: Readonly<Record<string, string | undefined>>, text: string): SqlTokenKind {
  if (groups["word"] !== undefined) return KEYWORDS.has(text.toLowerCase()) ? "keyword" : "word";
  for (const kind of ["space", "comment", "text", "parameter", "number"] as const) {
    if (groups[kind] !== undefined) return kind;
  }
  return "sign";
}
