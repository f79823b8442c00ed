/**
 * What the SDK can record of anything thrown. It splits the lines of a stack at colons (aws-xray-sdk-core,
 * captured_exception.js), so of a module loaded by URL, `file:///app/src/a.ts:3:5`, it would keep the path `file` and no line.
 */
export function toRecordableError(error: unknown): Error | string {
  if (!(error instanceof Error)) return String(error);
  if (error.stack?.includes("file://")) error.stack = error.stack.replaceAll("file://", "");
  return error;
}
