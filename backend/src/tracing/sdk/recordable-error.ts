/**
 * What the SDK can record of anything thrown. It splits the lines of a stack at colons (aws-xray-sdk-core,
 * captured_exception.js), so of a module loaded by URL, `file:///app/src/a.ts:3:5`, it would keep the path `file` and no line.
 */
export function toRecordableError(error: unknown): Error | string {
  if (!(error instanceof Error)) return toText(error);
  const { stack } = error as { stack?: unknown };
  // One that is frozen keeps its paths.
  if (typeof stack === "string" && stack.includes("file://")) {
    Reflect.set(error, "stack", stack.replaceAll("file://", ""));
  }
  return error;
}

/** Of an object without a prototype, or whose own `toString` throws, there is none. */
function toText(value: unknown): string {
  try {
    return String(value);
  } catch {
    return typeof value;
  }
}
