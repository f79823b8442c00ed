import { z } from "zod";
import { ValidationError } from "./errors.ts";

/** Reads input of a request. The schema's messages are the codes of the answer, each given once. */
export function validate<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new ValidationError([...new Set(result.error.issues.map((issue) => issue.message))]);
}

/** The members of a JSON body; a body that is no object has none. */
export function fieldsOf(body: unknown): Readonly<Record<string, unknown>> {
  const isObject = typeof body === "object" && body !== null && !Array.isArray(body);
  return isObject ? (body as Record<string, unknown>) : {};
}

interface TextRules {
  /** Code for what is missing, no text, or nothing that could be seen. */
  blank: string;
  tooLong: string;
  /** Characters (code points, as Postgres counts them) at most. */
  max: number;
}

/** A text of which something can be seen, trimmed. */
export function textSchema({ blank, tooLong, max }: TextRules) {
  return z
    .string(blank)
    .transform(cleanText)
    .pipe(
      z
        .string()
        .min(1, blank)
        .refine((text) => lengthOf(text) <= max, tooLong),
    );
}

/**
 * What leaves nothing to see when it stands alone: blanks, controls, what Unicode says to ignore (zero-width characters, fillers,
 * variation selectors, tags), marks without a letter, halves of a pair; and two that are blank by their drawing: the empty Braille
 * pattern and the null notehead.
 */
const UNSEEN =
  /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{M}\p{Cc}\p{Cf}\p{Cs}\u{2800}\u{1d159}]*$/u;

/** Trimmed; empty where nothing of it could be seen. Postgres takes no NUL in a text, so that is left out. */
export function cleanText(text: string): string {
  return UNSEEN.test(text) ? "" : text.replaceAll("\0", "").trim();
}

/** In code points. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}

/** Who writes: a handle, or the code for none. */
export const userHandleSchema = z.string().min(1, "user_handle_blank");
