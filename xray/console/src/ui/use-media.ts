import { useCallback, useSyncExternalStore } from "react";

/** Under this the rail is a sheet and list rows have two lines. */
export const NARROW = "(max-width: 720px)";
/** Under this the side panel is a sheet over the main. */
export const MEDIUM = "(max-width: 1180px)";

/** Whether a media query matches, followed. */
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
