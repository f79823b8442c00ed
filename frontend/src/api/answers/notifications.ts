import { parseFields, parseList, parseText, parseTime } from "./fields.ts";
import { personOf } from "./session.ts";
import type { Person } from "./session.ts";

const KINDS = ["reply", "like", "repost"] as const;

export type NotificationKind = (typeof KINDS)[number];

/** Something that somebody did with what the user wrote. */
export interface Notification extends Person {
  kind: NotificationKind;
  uuid: string;
  /** The reply, or what was liked or reposted. */
  message: string;
  /** When, in epoch milliseconds. */
  createdAtMs: number;
  /** The crud that it belongs to. */
  crud: { uuid: string; handle: string };
}

/** The answer of GET /api/activities/notifications. */
export function parseNotifications(value: unknown): readonly Notification[] {
  return parseList(value, "answer").map(parseNotification);
}

function parseNotification(value: unknown): Notification {
  const fields = parseFields(value, "a notification");
  return {
    ...personOf(fields),
    kind: parseKind(fields["kind"]),
    uuid: parseText(fields, "uuid"),
    message: parseText(fields, "message"),
    createdAtMs: parseTime(fields, "created_at"),
    crud: { uuid: parseText(fields, "activity_uuid"), handle: parseText(fields, "activity_handle") },
  };
}

function parseKind(value: unknown): NotificationKind {
  const kind = KINDS.find((each) => each === value);
  if (kind === undefined) throw new TypeError("kind is none that is known");
  return kind;
}
