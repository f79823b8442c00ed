/** A group as the data plane needs it. */
export interface GroupView {
  GroupName: string;
  GroupARN: string;
  FilterExpression?: string;
  /** Epoch seconds of the newest change of `FilterExpression`. */
  FilterChangedAtSec?: number;
}

/** What the data plane reads of the groups. */
export interface GroupDirectory {
  /** By name (case-sensitive) or ARN; undefined when there is none. */
  find(reference: GroupReference): GroupView | undefined;
  all(): readonly GroupView[];
  /** Another number after every change of a group. */
  revision(): number;
}

export interface GroupReference {
  GroupName?: string;
  GroupARN?: string;
}

/** Whether the group's filter was another one during a part of the window that begins at `startSec`. */
export function containsOldGroupVersions(group: GroupView | undefined, startSec: number): boolean {
  return group?.FilterChangedAtSec !== undefined && group.FilterChangedAtSec > startSec;
}
