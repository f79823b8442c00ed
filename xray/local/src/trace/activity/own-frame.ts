import type { StackFrame } from "../../protocol/segment-document.ts";

/** The first frame outside libraries: `chargeCard charge.ts:88`. */
export function ownFrame(stack: readonly StackFrame[]): string | undefined {
  const frame = stack.find((each) => !isLibrary(each));
  if (frame === undefined) return undefined;
  const file = (frame.path ?? "").split(/[/\\]/).at(-1) ?? "";
  const place = typeof frame.line === "number" ? `${file}:${frame.line}` : file;
  return `${frame.label ?? ""} ${place}`.trim().slice(0, 200);
}

/** Whether the frame belongs to a package or the runtime, in any language that has an X-Ray SDK. */
function isLibrary({ path = "", label = "" }: StackFrame): boolean {
  return (
    path === "" ||
    path === "node" ||
    path === "native" ||
    path === "<anonymous>" ||
    /(?:node_modules|site-packages|dist-packages|vendor|gems)[/\\]|^node:|^internal\//.test(path) ||
    /\/usr\/(?:local\/)?(?:lib|go)\//.test(path) ||
    /^(?:java|javax|sun|jdk)[.$]/.test(label)
  );
}
