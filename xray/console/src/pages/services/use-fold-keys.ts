import { useKeys } from "../../ui/use-keys.ts";

/** Left and right fold and unfold the service that has the focus. */
export function useFoldKeys({
  isFolded,
  onFold,
}: {
  isFolded: (key: string) => boolean;
  onFold: (key: string) => void;
}): void {
  const fold = (wanted: boolean) => (): void | false => {
    const key =
      document.activeElement instanceof HTMLElement ? document.activeElement.dataset["service"] : undefined;
    if (key === undefined || isFolded(key) === wanted) return false;
    onFold(key);
    return undefined;
  };
  useKeys({ ArrowLeft: fold(true), ArrowRight: fold(false) });
}
