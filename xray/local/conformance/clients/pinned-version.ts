import { readFileSync } from "node:fs";

/** The version of an npm package that this workspace pins; its manifest has no ranges. */
export function pinnedVersion(packageName: string): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  const pins = (manifest as { devDependencies: Record<string, string> }).devDependencies;
  return pins[packageName] ?? "";
}
