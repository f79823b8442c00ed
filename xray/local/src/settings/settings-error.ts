/** Errors of the API's model that the settings can cause; the API turns them into its answers. */
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

/** The settings reject a change or a question. The message is for the caller. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
  readonly code: SettingsErrorCode;
  /** The ARN or name that was asked for, where the model's error has it. */
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
