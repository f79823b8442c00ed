import { z } from "zod";

/** A crud as the API gives it. Times are ISO 8601 with offset. */
export interface Activity extends ActivityBase {
  expires_at: string;
  replies: readonly Reply[];
}

interface Reply extends ActivityBase {
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
  created_at: string;
}

const MAX_LIMIT = 100;

/** `limit`: cruds at most, 1 to 100, 20 when it is left out. */
export const homeQuerySchema = z.object({
  limit: z.coerce
    .number("limit_invalid")
    .int("limit_invalid")
    .min(1, "limit_invalid")
    .max(MAX_LIMIT, "limit_invalid")
    .default(20),
});
