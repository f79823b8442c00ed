import type { Group } from "../api/operations.ts";

/** AWS's own group of all traces. */
const DEFAULT_GROUP = "Default";

/** A group as it can be chosen: its name in the address, and its second key after G where it has one. */
interface ChosenGroup {
  /** Empty: all traces. */
  value: string;
  label: string;
  key: string | undefined;
}

const KEYS = 9;

/** All traces with the key 0, then the named groups, the first nine with 1 to 9. */
export function groupChoices(groups: readonly Group[]): readonly ChosenGroup[] {
  const named = groups.filter(({ GroupName }) => GroupName !== DEFAULT_GROUP);
  return [
    { value: "", label: DEFAULT_GROUP, key: "0" },
    ...named.map(({ GroupName }, index) => ({
      value: GroupName,
      label: GroupName,
      key: index < KEYS ? String(index + 1) : undefined,
    })),
  ];
}
