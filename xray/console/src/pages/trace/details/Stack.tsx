import type { StackFrame } from "xray-local/protocol/segment-document.ts";
import { Icon } from "../../../ui/Icon.tsx";
import { framePlace, stackGroups } from "./stack-frames.ts";
import "./stack.css";

/** Frames of the application are shown, those of libraries folded. */
export function Stack({ stack }: { stack: readonly StackFrame[] }) {
  return (
    <ol className="stack">
      {stackGroups(stack).map((group) =>
        group.kind === "own" ? (
          <Frame key={group.at} frame={group.frame} />
        ) : (
          <li key={group.at}>
            <details className="stack-library">
              <summary>
                <code>{group.words}</code>
                <Icon name="chevron-down" size={14} />
              </summary>
              <ol>
                {group.frames.map(({ at, frame }) => (
                  <Frame key={at} frame={frame} />
                ))}
              </ol>
            </details>
          </li>
        ),
      )}
    </ol>
  );
}

function Frame({ frame }: { frame: StackFrame }) {
  return (
    <li className="stack-frame" title={frame.path}>
      <code>{frame.label === undefined || frame.label === "" ? "anonymous" : frame.label}</code>
      <span>{framePlace(frame)}</span>
    </li>
  );
}
