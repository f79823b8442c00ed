/** A failure that needs no stack: its message says what is wrong and what to do. */
export class StartError extends Error {
  override name = "StartError";
}
