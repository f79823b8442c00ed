import type { RequestTrace } from "../tracing/traced-call.ts";

interface ApiErrorFacts {
  /** `unreachable`: no answer of the API; `slow`: none in time; `failed`: an error status; `unreadable`: not what was asked for. */
  kind: "unreachable" | "slow" | "failed" | "unreadable";
  /** A sentence for the reader. */
  message: string;
  trace: RequestTrace;
  /** HTTP status, where there is one. */
  status?: number;
  /** The codes of a 422, such as `message_blank`. */
  codes?: readonly string[];
  cause?: unknown;
}

/** A request to the API that did not bring what was asked for. */
export class ApiError extends Error {
  override name = "ApiError";
  readonly kind: ApiErrorFacts["kind"];
  readonly trace: RequestTrace;
  readonly status: number | undefined;
  readonly codes: readonly string[];

  constructor({ message, cause, kind, trace, status, codes = [] }: ApiErrorFacts) {
    super(message, { cause });
    this.kind = kind;
    this.trace = trace;
    this.status = status;
    this.codes = codes;
  }
}

/** The API's answer with an error status, as an error: 422 brings codes, everything else `{error: {message}}`. */
export function toApiError(status: number, body: unknown, isFromApi: boolean, trace: RequestTrace): ApiError {
  if (!isFromApi) {
    const message = `The API cannot be reached: what stands before it answered ${status}.`;
    return new ApiError({ kind: "unreachable", message, status, trace });
  }
  const codes = Array.isArray(body) ? body.filter((code) => typeof code === "string") : [];
  const said = codes.length > 0 ? codes.join(", ") : messageOf(body);
  const message = said === undefined ? `The API answered ${status}.` : `The API answered ${status}: ${said}.`;
  return new ApiError({ kind: "failed", message, status, codes, trace });
}

function messageOf(body: unknown): string | undefined {
  if (typeof body !== "object" || body === null || !("error" in body)) return undefined;
  const { error } = body;
  if (typeof error !== "object" || error === null || !("message" in error)) return undefined;
  return typeof error.message === "string" ? error.message.replace(/\.+$/, "") : undefined;
}
