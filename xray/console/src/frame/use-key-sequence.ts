import { useRef } from "react";
import { useKeys } from "../ui/use-keys.ts";
import type { Keys } from "../ui/use-keys.ts";

/** The second key must follow the first within this time. */
const SEQUENCE_MS = 1200;

/** `g` then `t`, or `g` again: the first key arms the others for a moment, in which they mean nothing else. */
export function useKeySequence(first: string, then: Keys): void {
  const armedAtMs = useRef(-Infinity);
  const armed: Record<string, Keys[string]> = {};
  for (const [key, handler] of Object.entries(then)) {
    armed[key] = (event) => {
      if (event.timeStamp - armedAtMs.current > SEQUENCE_MS) return false;
      armedAtMs.current = -Infinity;
      event.stopImmediatePropagation();
      return handler(event);
    };
  }
  const again = armed[first];
  const arm: Keys[string] = (event) => {
    if (again !== undefined && again(event) !== false) return;
    armedAtMs.current = event.timeStamp;
  };
  useKeys({ ...armed, [first]: arm }, true);
}
