import type { CommandWorld } from "./command.ts";

/** For a file or a pipe, which have no width. */
const DEFAULT_WIDTH = 120;

/** Columns of the terminal. */
export function widthOf({ stdout, env }: Pick<CommandWorld, "stdout" | "env">): number {
  const columns = "columns" in stdout ? stdout.columns : Number(env["COLUMNS"]);
  return typeof columns === "number" && columns > 0 ? columns : DEFAULT_WIDTH;
}
