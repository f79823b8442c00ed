import { z } from "zod";
import { HttpError, ValidationError } from "./errors.ts";
import { toHandle } from "./identity.ts";

/** The handle in a path. Throws 422 `blank_user_handle` for none, 404 for text that cannot be one. */
export function parseHandle(text: string | undefined): string {
  if (!text?.trim()) throw new ValidationError(["blank_user_handle"]);
  return toHandle(text) ?? throwNobody();
}

export function throwNobody(): never {
  throw new HttpError(404, "user_not_found", "Nobody is called that");
}

/** The uuid in a path. Throws 404 for any other text. */
export function parseActivityUuid(text: string | undefined): string {
  const result = z.guid().safeParse(text);
  return result.success ? result.data : throwNoActivity();
}

export function throwNoActivity(): never {
  throw new HttpError(404, "activity_not_found", "It is gone, or was never here");
}

/** Throws for an author whom the database does not know. */
export function throwUnknownUser(): never {
  throw new ValidationError(["user_handle_unknown"]);
}
