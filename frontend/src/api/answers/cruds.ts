import { parseCount, parseFields, parseFlag, parseList, parseText, parseTime } from "./fields.ts";
import type { Fields } from "./fields.ts";

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
  /** By who asks. */
  isLiked: boolean;
  isReposted: boolean;
  createdAtMs: number;
  /** Drawn before the API has kept it. */
  isPending?: true;
}

/** Cruds as pages have them, so that a change of one can be made wherever it is drawn. */
export interface CrudPage {
  cruds: readonly Crud[];
}

/** The answer of GET /api/activities/home and of a search. */
export function parseCruds(value: unknown): CrudPage {
  return { cruds: parseList(value, "answer").map(parseCrud) };
}

export function parseCrud(value: unknown): Crud {
  const fields = parseFields(value, "a crud");
  return {
    ...parsePost(fields),
    expiresAtMs: parseTime(fields, "expires_at"),
    replies: parseList(fields["replies"], "replies").map(parseReply),
  };
}

/** The answer of GET /api/activities/@:handle/status/:uuid; throws for a reply, whose page is that of its crud. */
export function parseStatus(value: unknown): CrudPage {
  return { cruds: [parseCrud(parseFields(value, "answer")["activity"])] };
}

export function parseReply(value: unknown): Post {
  return parsePost(parseFields(value, "a reply"));
}

function parsePost(fields: Fields): Post {
  return {
    uuid: parseText(fields, "uuid"),
    displayName: parseText(fields, "display_name"),
    handle: parseText(fields, "handle"),
    message: parseText(fields, "message"),
    repliesCount: parseCount(fields, "replies_count"),
    ...standingOf(fields),
    createdAtMs: parseTime(fields, "created_at"),
  };
}

/** How a post stands with everybody and with who asks: the answer to a like or a repost. */
export type Standing = Pick<Post, "repostsCount" | "likesCount" | "isLiked" | "isReposted">;

export function parseStanding(value: unknown): Standing {
  return standingOf(parseFields(value, "a post"));
}

function standingOf(fields: Fields): Standing {
  return {
    repostsCount: parseCount(fields, "reposts_count"),
    likesCount: parseCount(fields, "likes_count"),
    isLiked: parseFlag(fields, "liked"),
    isReposted: parseFlag(fields, "reposted"),
  };
}
