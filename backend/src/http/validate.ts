import type { z } from "zod";
import { ValidationError } from "./errors.ts";

/** Reads input of a request. The schema's messages are the codes of the answer, each given once. */
export function validate<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new ValidationError([...new Set(result.error.issues.map((issue) => issue.message))]);
}
