import { parseFields, parseList, parseText, parseTime } from "./fields.ts";
import { personOf } from "./session.ts";
import type { Person } from "./session.ts";

/** Somebody with whom messages were exchanged. */
export interface MessageGroup extends Person {
  /** When the last message was written, in epoch milliseconds. */
  lastAtMs: number;
}

/** A message; name and handle are the sender's. */
export interface Message extends Person {
  uuid: string;
  message: string;
  /** Epoch milliseconds. */
  createdAtMs: number;
  isPending?: true;
}

export function parseMessageGroups(value: unknown): readonly MessageGroup[] {
  return parseList(value, "answer").map(parseGroup);
}

function parseGroup(value: unknown): MessageGroup {
  const fields = parseFields(value, "a group");
  return { ...personOf(fields), lastAtMs: parseTime(fields, "created_at") };
}

/** Oldest first. */
export function parseMessages(value: unknown): readonly Message[] {
  return parseList(value, "answer").map(parseMessage);
}

export function parseMessage(value: unknown): Message {
  const fields = parseFields(value, "a message");
  return {
    ...personOf(fields),
    uuid: parseText(fields, "uuid"),
    message: parseText(fields, "message"),
    createdAtMs: parseTime(fields, "created_at"),
  };
}
