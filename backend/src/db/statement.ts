declare const made: unique symbol;

/** A statement, with its name in traces and logs. */
export interface Statement {
  /** For example `home-activities`. A name always has the same text, because statements are prepared by name. */
  readonly name: string;
  /** SQL with placeholders ($1, $2, …), without values of users. */
  readonly text: string;
  readonly [made]: true;
}

/** Names are made unique on each connection: with what is appended they stay below Postgres' 63 bytes. */
const MAX_NAME_LENGTH = 50;

/**
 * The only way to make a statement, and so to run SQL. The linter lets only files called `repository.ts` or
 * `statements.ts` import it. Throws when the name is too long.
 */
export function statement(name: string, text: string): Statement {
  if (name.length > MAX_NAME_LENGTH) throw new Error(`${name} is longer than ${MAX_NAME_LENGTH} characters`);
  return { name, text: text.trim() } as Statement;
}
