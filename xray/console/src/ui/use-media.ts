import { useCallback, useSyncExternalStore } from "react";

/** In a narrower window the rail is a sheet, and list rows have two lines. */
export const NARROW = "(max-width: 720px)";
/** In a narrower window the side panel is a sheet over the main part. */
export const MEDIUM = "(max-width: 1180px)";

/** Whether a media query matches now. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = globalThis.matchMedia(query);
      list.addEventListener("change", listener);
      return () => list.removeEventListener("change", listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => globalThis.matchMedia(query).matches);
}
