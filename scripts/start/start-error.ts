/** A failure without a need for a stack: its message says what is wrong and what to do. */
export class StartError extends Error {
  override name = "StartError";
}
