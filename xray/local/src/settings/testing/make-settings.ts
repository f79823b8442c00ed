import { createSettings } from "../settings.ts";
import type { Settings, SettingsOptions } from "../settings.ts";

export const NOW_SEC = 1_795_500_000;

/** Settings in memory, with a clock that stands still and group ids that count up; `parts` replace these. */
export function makeSettings(parts: Partial<SettingsOptions> = {}): Settings {
  let ids = 0;
  return createSettings({
    path: ":memory:",
    region: "us-east-1",
    accountId: "000000000000",
    nowMs: () => NOW_SEC * 1_000,
    newGroupId: () => `ID${(ids += 1)}`,
    ...parts,
  });
}
