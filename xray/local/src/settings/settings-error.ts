/** Errors of the API's model that the settings can cause; the API maps them to its answer. */
export type SettingsErrorCode =
  | "InvalidRequestException"
  | "ResourceNotFoundException"
  | "RuleLimitExceededException"
  | "TooManyTagsException"
  | "InvalidPolicyRevisionIdException"
  | "LockoutPreventionException"
  | "MalformedPolicyDocumentException"
  | "PolicyCountLimitExceededException"
  | "PolicySizeLimitExceededException";

/** A change or a question that the settings reject. The message is meant for the caller. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
  readonly code: SettingsErrorCode;
  /** The ARN or name that was asked for, where the model's error names it. */
  readonly resourceName: string | undefined;

  constructor(code: SettingsErrorCode, message: string, resourceName?: string) {
    super(message);
    this.code = code;
    this.resourceName = resourceName;
  }
}

export function rejected(message: string): SettingsError {
  return new SettingsError("InvalidRequestException", message);
}
