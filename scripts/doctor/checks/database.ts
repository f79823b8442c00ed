import type { Check } from "../context.ts";
import { ok, wrong } from "xray-local/doctor/finding.ts";

/** An API without its database still answers its health check. */
export const checkDatabase: Check = async (context) => {
  if (context.mode === "none" || context.mode === "alone") return [];
  const problem = await context.databaseProblem();
  if (problem !== undefined) {
    return [
      wrong(
        "Database",
        `The database of DATABASE_URL cannot be used: ${problem}`,
        "Correct DATABASE_URL, or leave it empty for the embedded Postgres, and start again.",
      ),
    ];
  }
  const home = await context.ask(`http://127.0.0.1:${context.settings.backendPort}/api/activities/home`);
  if (home?.status !== 503) return home === undefined ? [] : [ok("Database", "The API has it.")];
  const where =
    context.mode === "npm"
      ? `${context.dataDirectory}/logs/backend.log`
      : "docker compose -p cruddur logs backend";
  return [wrong("Database", "The API answers 503: it has no database.", `Its log says why: ${where}`)];
};
