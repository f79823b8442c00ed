/** The server answered with an error of the X-Ray API. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly requestId: string;

  constructor(code: string, message: string, status: number, requestId: string) {
    super(message);
    this.name = "ApiError";
    this.code = code;
    this.status = status;
    this.requestId = requestId;
  }
}

/** The server did not answer, or not with JSON of the API. */
export class ServerGoneError extends Error {
  constructor(options?: ErrorOptions) {
    super("The local X-Ray does not answer", options);
    this.name = "ServerGoneError";
  }
}

/** The code of a view could not be loaded: the server is away, or serves another build than this page. */
export class PageCodeError extends Error {
  constructor(options?: ErrorOptions) {
    super("The code of this view did not come", options);
    this.name = "PageCodeError";
  }
}

/** Words for any error of a request: the one place where errors become text. */
export function describeError(error: unknown): { title: string; detail: string } {
  if (error instanceof ServerGoneError) {
    return { title: error.message, detail: "Is npm start still running?" };
  }
  if (error instanceof PageCodeError) {
    return {
      title: error.message,
      detail: "The local X-Ray does not answer, or was built anew since this page was opened.",
    };
  }
  if (error instanceof ApiError) {
    const request = error.requestId === "" ? "" : ` Request ${error.requestId}.`;
    return {
      title: error.message,
      detail: `The local X-Ray answered ${error.status} ${error.code}.${request}`,
    };
  }
  return { title: "The console failed", detail: error instanceof Error ? error.message : String(error) };
}

/** Whether the request was aborted on purpose, so that nobody need be told. */
export function isAbort(error: unknown): boolean {
  return typeof error === "object" && error !== null && "name" in error && error.name === "AbortError";
}
