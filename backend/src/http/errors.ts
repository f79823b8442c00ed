/** An answer other than success, chosen by a route; `code` is stable, for programs. */
export class HttpError extends Error {
  override name = "HttpError";
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Input that breaks the rules of a route. Answered with 422 and the array of codes. */
export class ValidationError extends Error {
  override name = "ValidationError";
  readonly codes: readonly string[];

  constructor(codes: readonly string[]) {
    super(`Invalid input: ${codes.join(", ")}`);
    this.codes = codes;
  }
}
