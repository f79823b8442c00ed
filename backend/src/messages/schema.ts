import { z } from "zod";
import { textSchema, userHandleSchema } from "../http/validate.ts";

/** A conversation; `display_name` and `handle` are the other user's, `created_at` is the time of the last message. */
export interface MessageGroup {
  uuid: string;
  display_name: string;
  handle: string;
  created_at: string;
}

/** `display_name` and `handle` are the sender's. */
export interface Message {
  uuid: string;
  display_name: string;
  handle: string;
  message: string;
  created_at: string;
}

const MAX_MESSAGE_LENGTH = 1_024;

export const newMessageSchema = z.object({
  user_handle: userHandleSchema,
  message: textSchema({
    blank: "message_blank",
    tooLong: "message_exceed_max_chars",
    max: MAX_MESSAGE_LENGTH,
  }),
  user_receiver_handle: textSchema({
    blank: "user_receiver_handle_blank",
    tooLong: "user_receiver_handle_blank",
    max: 100,
  }),
});
