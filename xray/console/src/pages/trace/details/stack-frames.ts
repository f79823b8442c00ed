import type { StackFrame } from "xray-local/protocol/segment-document.ts";

/** Frames of the application stand alone; successive frames of a library are folded into one line. */
export type StackGroup =
  | { kind: "own"; at: number; frame: StackFrame; place: string }
  | { kind: "library"; at: number; frames: readonly PlacedFrame[]; words: string };

/** A frame with its index in the stack, where the same frame may occur twice. */
interface PlacedFrame {
  at: number;
  frame: StackFrame;
}

/**
 * Groups the frames of a stack, innermost first as it was sent.
 *
 *     query (pg), run (pg), insertReply (activities.ts:88)   ->   2 frames of pg, insertReply
 */
export function stackGroups(stack: readonly StackFrame[]): StackGroup[] {
  const groups: StackGroup[] = [];
  let library: PlacedFrame[] = [];
  const close = () => {
    const first = library[0];
    if (first) groups.push({ kind: "library", at: first.at, frames: library, words: libraryWords(library) });
    library = [];
  };
  for (const [at, frame] of stack.entries()) {
    if (libraryOf(frame) !== undefined) {
      library.push({ at, frame });
      continue;
    }
    close();
    groups.push({ kind: "own", at, frame, place: framePlace(frame) });
  }
  close();
  return groups;
}

/** `activities-repository.ts:88` of `/app/src/activities/activities-repository.ts`. */
export function framePlace(frame: StackFrame): string {
  const file = (frame.path ?? "").split(/[/\\]/).at(-1) ?? "";
  return frame.line === null || frame.line === undefined ? file : `${file}:${frame.line}`;
}

/** The package or runtime of a frame; undefined for the application's own. */
function libraryOf(frame: StackFrame): string | undefined {
  const path = frame.path ?? "";
  const packaged =
    /(?:node_modules|site-packages|dist-packages|vendor|gems)[/\\]((?:@[^/\\]+[/\\])?[^/\\]+)/.exec(path);
  if (packaged?.[1] !== undefined) return packaged[1];
  if (path.startsWith("node:") || path === "node" || path.startsWith("internal/")) return "node";
  if (path === "" || path === "<anonymous>" || path === "native") return "the runtime";
  if (/^(?:java|javax|sun|jdk)[.$]/.test(frame.label ?? "")) return "the runtime";
  return /\/usr\/(?:local\/)?(?:lib|go)\//.test(path) ? "the runtime" : undefined;
}

function libraryWords(frames: readonly PlacedFrame[]): string {
  const names = [...new Set(frames.map(({ frame }) => libraryOf(frame)))].filter(
    (name) => name !== undefined,
  );
  const listed = names.length <= 3 ? names : [...names.slice(0, 2), `${names.length - 2} more`];
  const last = listed.pop() ?? "";
  const words = listed.length === 0 ? last : `${listed.join(", ")} and ${last}`;
  return `${frames.length} ${frames.length === 1 ? "frame" : "frames"} of ${words}`;
}
