import type { TracesAddress } from "./use-traces-view.ts";

/** Up to two traces to compare, kept in the URL; a third replaces the first. */
export function useChosen({ chosen, setChosen }: Pick<TracesAddress, "chosen" | "setChosen">) {
  return {
    chosen,
    toggle: (id: string) =>
      setChosen((before) =>
        before.includes(id) ? before.filter((other) => other !== id) : [...before.slice(-1), id],
      ),
    clear: () => setChosen(() => []),
  };
}
