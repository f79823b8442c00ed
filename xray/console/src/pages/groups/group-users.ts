import type { Group } from "../../api/operations.ts";
import { formatCounted } from "../../lib/format.ts";

/**
 * What uses a group, as far as this browser and the server know: the open view, filters of other groups and of the
 * history that name it, and insights. Bookmarks are unknown. Examples: `this view`, `group slow-home`, `2 earlier
 * filters`, `insights`.
 */
export function groupUsers(
  { GroupName: name, InsightsConfiguration: insights }: Group,
  groups: readonly Group[],
  history: readonly string[],
  openGroup: string,
): readonly string[] {
  const names = new RegExp(`\\bgroup\\.name\\s*=\\s*"${escapeRegExp(name)}"`, "i");
  const earlier = history.filter((filter) => names.test(filter)).length;
  return [
    ...(openGroup === name || (openGroup === "" && name === "Default") ? ["this view"] : []),
    ...groups
      .filter((group) => group.GroupName !== name && names.test(group.FilterExpression ?? ""))
      .map((group) => `group ${group.GroupName}`),
    ...(earlier === 0 ? [] : [formatCounted(earlier, "earlier filter")]),
    ...(insights?.InsightsEnabled === true ? ["insights"] : []),
  ];
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
