import type { StackFrame } from "../../protocol/segment-document.ts";

/** An exception of a stack trace; the first one is the outermost. */
export interface TracedException {
  /** Type and message are absent on the first exception: its span event has them. */
  type?: string;
  message?: string;
  /** Innermost call first, as in X-Ray. */
  frames: StackFrame[];
}

interface Language {
  frame: RegExp;
  /** Has the groups `label`, `path` and `line`. */
  cause?: RegExp;
  /** Python writes the innermost call, and the newest exception, last. */
  isReversed?: true;
}

const JAVASCRIPT: Language = {
  frame: /^\s+at (?:async )?(?:(?<label>.*?) \()?(?:file:\/\/)?(?<path>.+?)(?::(?<line>\d+):\d+)?\)?$/,
};
const JAVA: Language = {
  frame: /^\s+at (?:[^(]*\/)?(?<label>[^(/]+)\((?<path>[^:)]*)(?::(?<line>\d+))?\)$/,
  cause: /^Caused by: (?<type>[^:\s]+)(?:: (?<message>.*))?$/,
};

/** By `telemetry.sdk.language`. */
const LANGUAGES: Readonly<Record<string, Language>> = {
  nodejs: JAVASCRIPT,
  webjs: JAVASCRIPT,
  javascript: JAVASCRIPT,
  java: JAVA,
  php: JAVA,
  python: {
    frame: /^ {2}File "(?<path>.+)", line (?<line>\d+)(?:, in (?<label>.+))?$/,
    cause: /^(?:During handling of the above exception, another|The above exception was the direct cause of)/,
    isReversed: true,
  },
  dotnet: { frame: /^\s+at (?<label>.+?)(?: in (?<path>.+):line (?<line>\d+))?$/ },
  go: { frame: /^\t(?<path>\S+):(?<line>\d+)(?: \+0x[0-9a-f]+)?$/ },
};

/** Reads a stack trace as the SDK of the language writes it; no frames for an unknown language. */
export function parseStackTrace(text: string, language: string): TracedException[] {
  const rules = LANGUAGES[language];
  if (rules === undefined || !Object.hasOwn(LANGUAGES, language)) return [{ frames: [] }];
  const lines = text.split(/\r?\n/);
  return rules.isReversed ? parsePython(lines, rules) : parseDownwards(lines, rules);
}

function parseDownwards(lines: readonly string[], { frame, cause }: Language): TracedException[] {
  let current: TracedException = { frames: [] };
  const exceptions = [current];
  for (const [index, line] of lines.entries()) {
    const place = frame.exec(line)?.groups;
    const next = cause?.exec(line)?.groups;
    if (place !== undefined) current.frames.push(toFrame(place, lines[index - 1]));
    else if (next !== undefined) {
      current = { type: next["type"] ?? "", message: next["message"] ?? "", frames: [] };
      exceptions.push(current);
    }
  }
  return exceptions;
}

/** The frames of an exception are above its own line, and its cause is above those. */
function parsePython(lines: readonly string[], { frame, cause }: Language): TracedException[] {
  let current: TracedException = { frames: [] };
  const exceptions = [current];
  for (const [index, line] of lines.entries()) {
    const place = frame.exec(line)?.groups;
    if (place !== undefined) current.frames.unshift(toFrame(place));
    else if (cause?.test(line)) {
      Object.assign(current, findPythonMessage(lines, index));
      current = { frames: [] };
      exceptions.unshift(current);
    }
  }
  return exceptions;
}

/** `ValueError: no such user`: the last line without indent above the line that separates two exceptions. */
function findPythonMessage(lines: readonly string[], before: number): { type: string; message: string } {
  const line = lines.slice(0, before).findLast((each) => /^\S/.test(each)) ?? "";
  const [, type = line, message = ""] = /^([^:\s]+): ?(.*)$/.exec(line) ?? [];
  return { type, message };
}

/** Go writes the function on the line above. */
function toFrame(groups: Readonly<Record<string, string | undefined>>, above?: string): StackFrame {
  const frame: StackFrame = { path: groups["path"] ?? "" };
  const label = groups["label"] ?? (Object.hasOwn(groups, "label") ? undefined : above?.replace(/\(.*$/, ""));
  if (groups["line"] !== undefined) frame.line = Number(groups["line"]);
  if (label !== undefined && label !== "") frame.label = label;
  return frame;
}
