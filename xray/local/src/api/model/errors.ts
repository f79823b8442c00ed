import { StoreError } from "../../store/trace-store.ts";
import { SettingsError } from "../../settings/settings-error.ts";

/**
 * Errors of the X-Ray API. Codes and statuses come from the service's model (2016-04-12). The last seven are not in the
 * model: AWS's front ends answer them for any service.
 */
const STATUS_OF = {
  InvalidRequestException: 400,
  ThrottledException: 429,
  RuleLimitExceededException: 400,
  ResourceNotFoundException: 404,
  TooManyTagsException: 400,
  InvalidPolicyRevisionIdException: 400,
  LockoutPreventionException: 400,
  MalformedPolicyDocumentException: 400,
  PolicyCountLimitExceededException: 400,
  PolicySizeLimitExceededException: 400,
  SerializationException: 400,
  UnknownOperationException: 404,
  AccessDeniedException: 403,
  MethodNotAllowedException: 405,
  NotAcceptableException: 406,
  RequestEntityTooLargeException: 413,
  InternalFailure: 500,
} as const;

export type ErrorCode = keyof typeof STATUS_OF;

/** An error for the caller. Anything else that is thrown is a defect, and answers InternalFailure. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: ErrorCode;
  readonly status: number;
  /** Further members of the error in the model, for example `ResourceName`. */
  readonly members: Readonly<Record<string, string>>;

  constructor(code: ErrorCode, message: string, members: Readonly<Record<string, string>> = {}) {
    super(message);
    this.code = code;
    this.status = STATUS_OF[code];
    this.members = members;
  }
}

export function invalidRequest(message: string): ApiError {
  return new ApiError("InvalidRequestException", message);
}

/** `ResourceName` is the ARN or name that was asked for. */
export function resourceNotFound(message: string, resourceName: string): ApiError {
  return new ApiError("ResourceNotFoundException", message, { ResourceName: resourceName });
}

export interface ErrorAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: Readonly<Record<string, string>>;
}

/** The error for the caller; undefined for a defect. */
export function toApiError(error: unknown): ApiError | undefined {
  if (error instanceof ApiError) return error;
  // Not a defect: the caller may send it again, as SDKs and the daemon do after a 5xx.
  if (error instanceof StoreError) return new ApiError("InternalFailure", error.message);
  if (!(error instanceof SettingsError)) return undefined;
  const { code, message, resourceName } = error;
  return new ApiError(code, message, resourceName === undefined ? {} : { ResourceName: resourceName });
}

/**
 * The one place where a thrown value becomes an answer. The code is in the header and in `__type`, because clients
 * differ in which one they read (the Go SDK prefers the header).
 */
export function toErrorAnswer(error: unknown): ErrorAnswer {
  const { code, status, message, members } =
    toApiError(error) ??
    new ApiError("InternalFailure", "The local X-Ray failed; its log has the cause under this request id.");
  return {
    status,
    headers: { "x-amzn-errortype": code },
    body: { __type: code, Message: message, ...members },
  };
}
