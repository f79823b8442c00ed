import { useMemo } from "react";
import { formatSql } from "../../../sql/sql-format.ts";
import { CopyButton } from "../../../ui/CopyButton.tsx";
import { Section } from "./Section.tsx";

const PLAIN = new Set(["word", "sign", "space"]);

/** The statement as it was recorded, in lines. The copy button copies the statement itself. */
export function SqlSection({ statement }: { statement: string }) {
  const tokens = useMemo(() => formatSql(statement), [statement]);
  return (
    <Section
      id="sql"
      title="SQL"
      tool={<CopyButton text={statement} label="Copy the SQL" className="ctl ctl-square ctl-small" />}
    >
      <pre className="code-box">
        {tokens.map(({ kind, text }, at) => {
          const key = `${at} ${text}`;
          if (PLAIN.has(kind)) return text;
          return kind === "keyword" ? (
            <b key={key}>{text}</b>
          ) : (
            <em key={key} className={`sql-${kind}`}>
              {text}
            </em>
          );
        })}
      </pre>
    </Section>
  );
}
