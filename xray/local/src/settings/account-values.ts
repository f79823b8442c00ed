import type { DatabaseSync } from "node:sqlite";
import { textOf } from "./row.ts";

/** Single values of the account, by a dotted name. */
export interface AccountValues {
  get(name: string): string | undefined;
  /** `undefined` removes the value. */
  set(name: string, value: string | undefined): void;
}

export function createAccountValues(database: DatabaseSync): AccountValues {
  const select = database.prepare("SELECT value FROM account_value WHERE name = ?");
  const save = database.prepare("INSERT OR REPLACE INTO account_value (name, value) VALUES (?, ?)");
  const remove = database.prepare("DELETE FROM account_value WHERE name = ?");

  return {
    get(name) {
      const row = select.get(name);
      return row && textOf(row, "value");
    },
    set(name, value) {
      if (value === undefined) remove.run(name);
      else save.run(name, value);
    },
  };
}
