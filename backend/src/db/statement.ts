declare const made: unique symbol;

/** A statement with the name that it has in traces and logs. */
export interface Statement {
  /** For example `home-activities`. Always with the same text: statements are prepared by name. */
  readonly name: string;
  /** SQL with placeholders ($1, $2, …); it holds no values of a user. */
  readonly text: string;
  readonly [made]: true;
}

/** Names are made unique on each connection: together with what is appended they stay under Postgres' 63 bytes. */
const MAX_NAME_LENGTH = 50;

/**
 * The one way to make a statement, and so to run SQL. The linter lets only files called `repository.ts` or `statements.ts` import
 * it. Throws where the name is too long.
 */
export function statement(name: string, text: string): Statement {
  if (name.length > MAX_NAME_LENGTH) throw new Error(`${name} is longer than ${MAX_NAME_LENGTH} characters`);
  return { name, text: text.trim() } as Statement;
}
