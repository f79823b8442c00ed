/** What the system refused, in words for whoever called: `There is no traces.yaml here.` */
export function toSystemErrorText({ code = "", path, message }: NodeJS.ErrnoException): string {
  return REFUSALS[code]?.(path) ?? message;
}

export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}

/** Some errors of reading do not name the file. */
const REFUSALS: Readonly<Record<string, (path: string | undefined) => string | undefined>> = {
  ENOENT: (path) => path && `There is no ${path} here.`,
  EISDIR: (path) => `${path ?? "What was named"} is a folder, and a file is wanted.`,
  ENOTDIR: toNoFolderText,
  // Of a folder that is to be made.
  EEXIST: toNoFolderText,
  EACCES: (path) => path && `${path} may not be read or written by this user.`,
  EROFS: (path) => path && `${path} is on a file system that cannot be written.`,
  ENOSPC: (path) => `No space is left on the disk${path === undefined ? "" : ` of ${path}`}.`,
};

function toNoFolderText(path: string | undefined): string | undefined {
  return path && `${path} cannot be there: a part of this path is a file, not a folder.`;
}
