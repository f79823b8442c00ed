import type { Difference } from "xray-local/console-wire/figures.ts";
import { useKeys } from "../../ui/use-keys.ts";
import type { SetsAddress } from "./use-sets-view.ts";

/** + and − write the value that is looked at into A, H keeps it in both, W swaps. */
export function useSetsKeys(address: SetsAddress, selected: Difference | undefined): void {
  const withSelected = (act: (difference: Difference) => void) => (): void | false => {
    if (selected === undefined) return false;
    act(selected);
    return undefined;
  };
  useKeys({
    w: address.swap,
    "+": withSelected(address.add),
    "-": withSelected(address.exclude),
    h: withSelected(address.hold),
  });
}
