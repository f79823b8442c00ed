import { z } from "zod";
import { cleanText, lengthOf, textSchema, userHandleSchema } from "../http/validate.ts";

export interface UserShort {
  uuid: string;
  handle: string;
  display_name: string;
}

export interface Profile extends UserShort {
  /** May be empty. */
  bio: string;
  /** ISO 8601 with offset. */
  created_at: string;
}

const MAX_NAME_LENGTH = 50;
const MAX_BIO_LENGTH = 280;

/** Members that are left out keep their value. */
export const profileUpdateSchema = z.object({
  user_handle: userHandleSchema,
  display_name: textSchema({
    blank: "display_name_blank",
    tooLong: "display_name_exceed_max_chars",
    max: MAX_NAME_LENGTH,
  }).optional(),
  bio: z
    .string("bio_invalid")
    .transform(cleanText)
    .refine((text) => lengthOf(text) <= MAX_BIO_LENGTH, "bio_exceed_max_chars")
    .optional(),
});
