/** A post that expires. Times are epoch milliseconds. */
export interface Crud extends Post {
  expiresAtMs: number;
  /** Oldest first. */
  replies: readonly Post[];
}

/** What a crud and a reply have in common. */
export interface Post {
  uuid: string;
  displayName: string;
  handle: string;
  message: string;
  repliesCount: number;
  repostsCount: number;
  likesCount: number;
  createdAtMs: number;
}

/** The answer of GET /api/activities/home. Throws a TypeError that names the first field that is not as it should be. */
export function parseCruds(value: unknown): readonly Crud[] {
  return parseList(value, "answer").map(parseCrud);
}

function parseCrud(value: unknown): Crud {
  const fields = parseFields(value);
  return {
    ...parsePost(fields),
    expiresAtMs: parseTime(fields, "expires_at"),
    replies: parseList(fields["replies"], "replies").map((reply) => parsePost(parseFields(reply))),
  };
}

type Fields = Readonly<Record<string, unknown>>;

function parsePost(fields: Fields): Post {
  return {
    uuid: parseText(fields, "uuid"),
    displayName: parseText(fields, "display_name"),
    handle: parseText(fields, "handle"),
    message: parseText(fields, "message"),
    repliesCount: parseCount(fields, "replies_count"),
    repostsCount: parseCount(fields, "reposts_count"),
    likesCount: parseCount(fields, "likes_count"),
    createdAtMs: parseTime(fields, "created_at"),
  };
}

function parseFields(value: unknown): Fields {
  if (typeof value !== "object" || value === null) throw new TypeError("a crud is no object");
  return value as Fields;
}

function parseList(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError(`${name} is no list`);
  return value;
}

function parseText(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== "string") throw new TypeError(`${name} is no text`);
  return value;
}

function parseCount(fields: Fields, name: string): number {
  const value = fields[name];
  if (!Number.isInteger(value) || Number(value) < 0) throw new TypeError(`${name} is no count`);
  return Number(value);
}

/** ISO 8601 with offset. */
function parseTime(fields: Fields, name: string): number {
  const timeMs = Date.parse(parseText(fields, name));
  if (Number.isNaN(timeMs)) throw new TypeError(`${name} is no time`);
  return timeMs;
}
