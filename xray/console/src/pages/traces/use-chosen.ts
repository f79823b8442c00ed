import type { TracesAddress } from "./use-traces-view.ts";

/** Up to two traces for comparison; a third takes the place of the first. They stand in the address. */
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
