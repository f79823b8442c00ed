import { parseFields, parseList, parseText } from "./fields.ts";
import type { Fields } from "./fields.ts";

export interface Person {
  displayName: string;
  handle: string;
}

export interface Session {
  /** `undefined`: who the browser says it is is nobody here. */
  me: Person | undefined;
  /** Whom one may be. */
  identities: readonly Person[];
}

/** The answer of GET and PUT /api/session. */
export function parseSession(value: unknown): Session {
  const { user, identities } = parseFields(value, "answer");
  return { me: user === null ? undefined : parsePerson(user), identities: parsePeople(identities) };
}

export function parsePeople(value: unknown): readonly Person[] {
  return parseList(value, "a list of people").map(parsePerson);
}

function parsePerson(value: unknown): Person {
  return personOf(parseFields(value, "a person"));
}

export function personOf(fields: Fields): Person {
  return { displayName: parseText(fields, "display_name"), handle: parseText(fields, "handle") };
}
