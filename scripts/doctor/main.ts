/** Tells why no trace arrives, in whichever way the product runs. Exits with 1 when something is wrong. */
import { fileURLToPath } from "node:url";
import { readDotenv } from "../start/read-dotenv.ts";
import { SettingError } from "../start/settings.ts";
import { examine } from "./examine.ts";
import type { Finding } from "./finding.ts";
import { gatherContext } from "./gather.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const MARKS = { ok: "ok   ", note: "note ", wrong: "WRONG" } as const;

function report(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ subject }) => subject.length));
  const lines = findings.flatMap(({ level, subject, text, remedy }) => [
    `${MARKS[level]}  ${subject.padEnd(width)}  ${text}`,
    ...(remedy ? [`${" ".repeat(width + 9)}→ ${remedy}`] : []),
  ]);
  const count = findings.filter(({ level }) => level === "wrong").length;
  return [...lines, "", count === 0 ? "Nothing is wrong." : `${count} wrong: begin with the first.`, ""].join(
    "\n",
  );
}

try {
  const findings = await examine(await gatherContext(process.env, readDotenv(root), root));
  process.stdout.write(report(findings));
  process.exitCode = findings.some(({ level }) => level === "wrong") ? 1 : 0;
} catch (error) {
  if (!(error instanceof SettingError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
