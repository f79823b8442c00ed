/**
 * Makes of anything thrown what the SDK can record. The SDK splits the lines of a stack at colons (aws-xray-sdk-core,
 * captured_exception.js), so of a module loaded by URL, `file:///app/src/a.ts:3:5`, it would keep the path `file` and
 * no line.
 */
export function toRecordableError(error: unknown): Error | string {
  if (!(error instanceof Error)) return toText(error);
  const { stack } = error as { stack?: unknown };
  // A frozen error keeps its paths.
  if (typeof stack === "string" && stack.includes("file://")) {
    Reflect.set(error, "stack", stack.replaceAll("file://", ""));
  }
  return error;
}

/** Handles objects without a prototype, or whose own `toString` throws. */
function toText(value: unknown): string {
  try {
    return String(value);
  } catch {
    return typeof value;
  }
}
