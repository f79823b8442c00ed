import type { StackFrame } from "../../protocol/segment-document.ts";

/** An exception that a stack trace tells of; the first is the outermost. */
export interface TracedException {
  /** Both absent on the first: its span event has them. */
  type?: string;
  message?: string;
  /** Innermost call first, as X-Ray has them. */
  frames: StackFrame[];
}

interface Language {
  frame: RegExp;
  /** Names of the pattern's groups are `label`, `path` and `line`. */
  cause?: RegExp;
  /** Python writes the innermost call and the newest exception last. */
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

/** Reads a stack trace as the SDK of a language writes it; no frames where the language is not known. */
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

/** Each exception's frames stand above its own line, and what caused it above those. */
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

/** `ValueError: no such user`, the last line that is not indented above the line between two exceptions. */
function findPythonMessage(lines: readonly string[], before: number): { type: string; message: string } {
  const line = lines.slice(0, before).findLast((each) => /^\S/.test(each)) ?? "";
  const [, type = line, message = ""] = /^([^:\s]+): ?(.*)$/.exec(line) ?? [];
  return { type, message };
}

/** Go has the function on the line above. */
function toFrame(groups: Readonly<Record<string, string | undefined>>, above?: string): StackFrame {
  const frame: StackFrame = { path: groups["path"] ?? "" };
  const label = groups["label"] ?? (Object.hasOwn(groups, "label") ? undefined : above?.replace(/\(.*$/, ""));
  if (groups["line"] !== undefined) frame.line = Number(groups["line"]);
  if (label !== undefined && label !== "") frame.label = label;
  return frame;
}
