import { z } from "zod";
import { textSchema, userHandleSchema } from "../http/validate.ts";

/** A crud in the form of the API. Times are ISO 8601 with offset. */
export interface Activity extends ActivityBase {
  expires_at: string;
  replies: readonly Reply[];
}

export interface Reply extends ActivityBase {
  reply_to_activity_uuid: string;
}

interface ActivityBase {
  uuid: string;
  display_name: string;
  handle: string;
  message: string;
  replies_count: number;
  reposts_count: number;
  likes_count: number;
  /** By the reader. */
  liked: boolean;
  reposted: boolean;
  created_at: string;
}

/** What somebody else did to a post of the reader's: `display_name`, `handle` and `created_at` say who and when. */
export interface Notification extends Activity {
  kind: "reply" | "like" | "repost";
  /** The crud that the post belongs to, and its author. */
  activity_uuid: string;
  activity_handle: string;
}

export interface Reactions {
  uuid: string;
  likes_count: number;
  reposts_count: number;
  liked: boolean;
  reposted: boolean;
}

export type Reaction = "like" | "repost";

const MAX_LIMIT = 100;
const MAX_CRUD_LENGTH = 280;
const MAX_REPLY_LENGTH = 1_024;
const MAX_TERM_LENGTH = 100;

/** How long cruds live, as intervals of Postgres. */
const TIMES_TO_LIVE = {
  "30-days": "30 days",
  "7-days": "7 days",
  "3-days": "3 days",
  "1-day": "1 day",
  "12-hours": "12 hours",
  "3-hours": "3 hours",
  "1-hour": "1 hour",
} as const;

/** `limit`: the most cruds, 1 to 100, by default 20. */
export const homeQuerySchema = z.object({
  limit: z.coerce
    .number("limit_invalid")
    .int("limit_invalid")
    .min(1, "limit_invalid")
    .max(MAX_LIMIT, "limit_invalid")
    .default(20),
});

export const searchQuerySchema = z.object({
  term: textSchema({
    blank: "search_term_blank",
    tooLong: "search_term_exceed_max_chars",
    max: MAX_TERM_LENGTH,
  }),
});

const messageSchema = (max: number) =>
  textSchema({ blank: "message_blank", tooLong: "message_exceed_max_chars", max });

/** `ttl` becomes an interval of Postgres. */
export const newCrudSchema = z.object({
  user_handle: userHandleSchema,
  message: messageSchema(MAX_CRUD_LENGTH),
  ttl: z
    .enum(Object.keys(TIMES_TO_LIVE) as (keyof typeof TIMES_TO_LIVE)[], "ttl_blank")
    .transform((ttl) => TIMES_TO_LIVE[ttl]),
});

export const newReplySchema = z.object({
  user_handle: userHandleSchema,
  message: messageSchema(MAX_REPLY_LENGTH),
});
