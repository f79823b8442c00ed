import { useEffect, useState } from "react";

/** True once the condition has held for some time: what is quick enough shows no sign of work. */
export function useDelayed(condition: boolean, delayMs: number): boolean {
  const [passed, setPassed] = useState(false);
  useEffect(() => {
    if (!condition) return undefined;
    const timer = setTimeout(() => setPassed(true), delayMs);
    return () => {
      clearTimeout(timer);
      setPassed(false);
    };
  }, [condition, delayMs]);
  return condition && passed;
}
