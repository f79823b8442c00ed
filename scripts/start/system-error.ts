/**
 * Describes an error of the system in a sentence, with what to do: a full disk, a folder that cannot be written.
 * `undefined` for other errors, which need their stack.
 */
export function describeSystemError(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  const path = "path" in error && typeof error.path === "string" ? error.path : undefined;
  const where = path === undefined ? "" : ` (${path})`;
  switch (error.code) {
    case "ENOSPC":
    case "EDQUOT":
      return `There is no space left on the disk${where}. Free some, and start again.`;
    case "EROFS":
      return `The disk may only be read${where}. Put the repository, or DATA_DIR, where it may be written.`;
    case "EACCES":
    case "EPERM":
      return `This user may not do that${where}: ${error.message}. Is it another user's, or was it made by root?`;
    case "EMFILE":
    case "ENFILE":
      return "The system has no more open files to give. Close some programs, or raise the limit (ulimit -n).";
    case "EAGAIN":
    case "ENOMEM":
      return "The system has no room for another process. Close some programs, and start again.";
    default:
      return undefined;
  }
}
