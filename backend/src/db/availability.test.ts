import { pino } from "pino";
import { expect, test } from "vitest";
import { followAvailability } from "./availability.ts";
import { DatabaseUnavailableError } from "./errors.ts";

test("a database that goes and comes is logged twice, however many statements notice", () => {
  const messages: string[] = [];
  const logger = pino(
    {},
    { write: (line: string) => void messages.push((JSON.parse(line) as { msg: string }).msg) },
  );
  const availability = followAvailability(logger);
  const gone = new DatabaseUnavailableError("database_unavailable", "connect ECONNREFUSED");
  for (const outcome of [
    undefined,
    new Error("syntax"),
    gone,
    gone,
    gone,
    new Error("syntax"),
    undefined,
    undefined,
  ]) {
    availability.note(outcome);
  }
  expect(messages).toEqual([
    "Database gone: The database cannot be reached right now. Requests answer 503 until it is back",
    "Database back",
  ]);
});
