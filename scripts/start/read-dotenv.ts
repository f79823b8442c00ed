import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Text of the repository's .env; empty when there is none. */
export function readDotenv(root: string): string {
  try {
    return readFileSync(join(root, ".env"), "utf8");
  } catch {
    return "";
  }
}
