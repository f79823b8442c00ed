import { useMemo } from "react";
import { formatSql } from "../../../sql/sql-format.ts";
import { CopyButton } from "../../../ui/CopyButton.tsx";
import { Section } from "./Section.tsx";

/** The statement as it was recorded, in lines. The copy is the statement itself. */
export function SqlSection({ statement }: { statement: string }) {
  const lines = useMemo(
    () => formatSql(statement).map((tokens, number) => ({ number, tokens })),
    [statement],
  );
  return (
    <Section
      id="sql"
      title="SQL"
      tool={<CopyButton text={statement} label="Copy the SQL" className="ctl ctl-square ctl-small" />}
    >
      <pre className="code-box">
        {lines.map(({ number, tokens }) => (
          <span key={number}>
            {tokens.map((token, at) => {
              const key = `${at} ${token.text}`;
              if (token.kind === "keyword") return <b key={key}>{token.text}</b>;
              return token.kind === "word" || token.kind === "sign" ? (
                token.text
              ) : (
                <em key={key} className={`sql-${token.kind}`}>
                  {token.text}
                </em>
              );
            })}
            {"\n"}
          </span>
        ))}
      </pre>
    </Section>
  );
}
