import { ApiError } from "./api-error.ts";

/** What the codes of a 422 mean to who wrote the message. */
const WORDS: Readonly<Record<string, string>> = {
  message_blank: "Write something first.",
  message_exceed_max_chars: "Too many characters.",
  ttl_blank: "Choose how long it lives.",
  search_term_blank: "Type a word to search for.",
  blank_user_handle: "Choose who you are first.",
  user_handle_blank: "Choose who you are first.",
  user_handle_unknown: "Choose who you are first.",
  user_receiver_handle_blank: "Choose whom to write to first.",
  user_receiver_handle_self: "That would be talking to yourself.",
  search_term_exceed_max_chars: "Search for something shorter.",
  display_name_blank: "A name is needed.",
  display_name_exceed_max_chars: "The name is too long.",
  bio_exceed_max_chars: "The bio is too long.",
};

/** What was wrong with what was sent, in words; `undefined` when the error is about something else. */
export function rejectionOf(error: Error | null): string | undefined {
  if (!(error instanceof ApiError) || error.codes.length === 0) return undefined;
  return error.codes.map((code) => WORDS[code] ?? `Not taken: ${code}.`).join(" ");
}
