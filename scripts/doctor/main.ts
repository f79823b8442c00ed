/** Tells why no traces arrive, in whichever mode the product runs. Exits with 1 when something is wrong. */
import { fileURLToPath } from "node:url";
import { readDotenv } from "../start/read-dotenv.ts";
import { SettingError } from "../start/settings.ts";
import { examine } from "./examine.ts";
import { toFindingLines } from "xray-local/doctor/finding.ts";
import { gatherContext } from "./gather.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
try {
  const findings = await examine(await gatherContext(process.env, readDotenv(root), root));
  process.stdout.write(`${toFindingLines(findings).join("\n")}\n`);
  process.exitCode = findings.some(({ level }) => level === "wrong") ? 1 : 0;
} catch (error) {
  if (!(error instanceof SettingError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
