import type { Cause, ExceptionRecord } from "./browser-segment.ts";

/** Longer chains say nothing more; each exception is cut to the room of a document. */
const MAX_EXCEPTIONS = 3;
const MAX_FRAMES = 20;
const MAX_MESSAGE_LENGTH = 500;
const MAX_PATH_LENGTH = 200;
const MAX_LABEL_LENGTH = 200;
const MAX_TYPE_LENGTH = 100;

/** An error and its causes. `makeId` makes the id of an exception, 16 hexadecimal digits. */
export function toCause(error: unknown, makeId: () => string): Cause {
  const exceptions: ExceptionRecord[] = [];
  let current: unknown = error;
  do {
    exceptions.push(toException(current, makeId()));
    current = current instanceof Error ? current.cause : undefined;
  } while (current !== undefined && current !== null && exceptions.length < MAX_EXCEPTIONS);
  return { exceptions };
}

function toException(error: unknown, id: string): ExceptionRecord {
  const isError = error instanceof Error;
  const message = (isError ? error.message : String(error)).slice(0, MAX_MESSAGE_LENGTH);
  return {
    id,
    type: (isError ? error.name : typeof error).slice(0, MAX_TYPE_LENGTH),
    message,
    stack: isError ? parseStack(error.stack ?? "") : [],
  };
}

/** `    at load (https://…/index.js:12:5)` of Chromium, `load@https://…/index.js:12:5` of Firefox and Safari. */
const FRAME = /^\s*(?:at )?(?:async )?(?:(.*?) ?[(@])?([a-z-]+:\/\/.*?|\/.*?):(\d+)(?::\d+)?\)?$/i;

/** The frames of a stack, the innermost first; other lines are left out. */
export function parseStack(text: string): ExceptionRecord["stack"] {
  return text
    .split("\n")
    .flatMap((line) => {
      const [, label = "", path, lineNumber] = FRAME.exec(line) ?? [];
      return path === undefined
        ? []
        : [
            {
              path: toPath(path),
              line: Number(lineNumber),
              label: label.slice(0, MAX_LABEL_LENGTH) || "anonymous",
            },
          ];
    })
    .slice(0, MAX_FRAMES);
}

/** The origin repeats the page's own; a query might contain what somebody typed. */
function toPath(url: string): string {
  return url
    .replace(/^[a-z-]+:\/\/[^/]*/i, "")
    .replace(/[?#].*$/, "")
    .slice(0, MAX_PATH_LENGTH);
}
