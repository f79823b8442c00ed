import { z } from "zod";
import { ValidationError } from "./errors.ts";

/** Validates input of a request. The schema's messages are the codes of the answer, each once. */
export function validate<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new ValidationError([...new Set(result.error.issues.map((issue) => issue.message))]);
}

/** The members of a JSON body; none when the body is not an object. */
export function fieldsOf(body: unknown): Readonly<Record<string, unknown>> {
  const isObject = typeof body === "object" && body !== null && !Array.isArray(body);
  return isObject ? (body as Record<string, unknown>) : {};
}

interface TextRules {
  /** The code for a value that is missing, not text, or invisible. */
  blank: string;
  tooLong: string;
  /** The most characters (code points, as Postgres counts them). */
  max: number;
}

/** A text with something visible, trimmed. */
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
 * What is invisible when it stands alone: blanks, controls, what Unicode says to ignore (zero-width characters,
 * fillers, variation selectors, tags), marks without a letter, halves of a pair; and two that are drawn blank: the
 * empty Braille pattern and the null notehead.
 */
const UNSEEN =
  /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{M}\p{Cc}\p{Cf}\p{Cs}\u{2800}\u{1d159}]*$/u;

/** Trimmed; empty when nothing is visible. Without NUL, which Postgres does not allow in text. */
export function cleanText(text: string): string {
  return UNSEEN.test(text) ? "" : text.replaceAll("\0", "").trim();
}

/** Counts code points. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}

/** The author: a handle, or the code for none. */
export const userHandleSchema = z.string().min(1, "user_handle_blank");
