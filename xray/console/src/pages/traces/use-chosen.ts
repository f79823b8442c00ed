import { useState } from "react";

/** Up to two traces for comparison; a third takes the place of the first. */
export function useChosen() {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  return {
    chosen,
    toggle: (id: string) =>
      setChosen((before) =>
        before.includes(id) ? before.filter((other) => other !== id) : [...before.slice(-1), id],
      ),
    clear: () => setChosen([]),
  };
}
