import { useMemo } from "react";
import type { CallRow } from "../../calls/call-rows.ts";
import { tokenizeSql } from "../../sql/sql-tokens.ts";
import type { SqlToken } from "../../sql/sql-tokens.ts";

/** More does not fit a row. */
const SHOWN_CHARACTERS = 400;

/** A call in one line: a statement with its keywords told from its names, an operation with its resource. */
export function CallText({ row: { kind, text, resource } }: { row: CallRow }) {
  const tokens = useMemo(
    () => (kind === "sql" ? tokenizeSql(text.slice(0, SHOWN_CHARACTERS)) : []),
    [kind, text],
  );
  if (kind === "sql") {
    return (
      <code>
        <SqlTokens tokens={tokens} />
      </code>
    );
  }
  return (
    <code>
      <b>{text}</b>
      {resource === undefined ? null : ` ${resource}`}
    </code>
  );
}

export function SqlTokens({ tokens }: { tokens: readonly SqlToken[] }) {
  let at = 0;
  return tokens.map(({ kind, text }) => {
    at += text.length;
    return kind === "keyword" ? <b key={at}>{text.toUpperCase()}</b> : text;
  });
}
