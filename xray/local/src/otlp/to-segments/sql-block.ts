import { DATABASE, NETWORK } from "../attribute-names.ts";
import { assign } from "../../protocol/raw-json.ts";
import type { SqlBlock } from "../../protocol/segment-document.ts";
import { integerOf, textOf } from "./attribute-taker.ts";
import type { AttributeTaker } from "./attribute-taker.ts";
import type { Span } from "../span.ts";

/** The systems that AWS's exporter treats as SQL (translator/sql.go), and their names in today's conventions. */
const SQL_SYSTEMS: ReadonlySet<string> = new Set([
  "db2",
  "derby",
  "hive",
  "mariadb",
  "mssql",
  "mysql",
  "oracle",
  "postgresql",
  "sqlite",
  "teradata",
  "other_sql",
  "ibm.db2",
  "microsoft.sql_server",
  "oracle.db",
  "cockroachdb",
  "clickhouse",
  "h2database",
  "hsqldb",
  "redshift",
  "aws.redshift",
  "trino",
]);

/** Which database ran the statement; undefined for systems without SQL, whose attributes stay in the metadata. */
export function takeSql(taker: AttributeTaker, span: Span): SqlBlock | undefined {
  const system = textOf(span.attributes, ...DATABASE.system);
  if (system === undefined || !SQL_SYSTEMS.has(system.toLowerCase())) return undefined;
  const connection = taker.text(...DATABASE.connection);
  const database = taker.text(...DATABASE.name);
  const sql: SqlBlock = {
    // As in the exporter: the server is in the connection string, and the span's name tells more.
    url: span.name,
    connection_string: `${connection ?? serverOf(span) ?? "localhost"}/${database ?? ""}`,
    database_type: system,
  };
  taker.value(...DATABASE.system);
  assign(sql, "user", taker.text(...DATABASE.user));
  assign(sql, "sanitized_query", taker.text(...DATABASE.statement));
  return sql;
}

/** `cruddur@localhost`, the X-Ray SDKs' form, so that both kinds of SDK draw one node; undefined for other spans. */
export function databaseName({ attributes }: Span): string | undefined {
  // Of Postgres it holds database and schema: `cruddur|public`.
  const database = textOf(attributes, ...DATABASE.name)?.split("|")[0];
  if (database === undefined) return undefined;
  const connection = textOf(attributes, ...DATABASE.connection);
  const host = (connection && hostOf(connection)) ?? textOf(attributes, ...NETWORK.calleeAddress);
  return host === undefined ? database : `${database}@${host}`;
}

function serverOf({ attributes }: Span): string | undefined {
  const host = textOf(attributes, ...NETWORK.calleeAddress);
  const port = integerOf(attributes, ...NETWORK.calleePort);
  return host === undefined || port === undefined ? host : `${host}:${port}`;
}

/** `jdbc:postgresql://db.example.com:5432/cruddur` → `db.example.com`. */
function hostOf(connection: string): string | undefined {
  return /^[a-z][a-z0-9+.:-]*:\/\/(?:[^@/]*@)?(\[[^\]]+\]|[^:/?;,]+)/i.exec(connection)?.[1];
}
