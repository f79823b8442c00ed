import { useEffect, useRef } from "react";
import { isSingleKey, nameOfKey } from "../lib/keys.ts";
import { readSettings } from "../lib/settings.ts";

/** Handlers by the name of the key (`nameOfKey`). A handler that returns false lets the key do what it does anyway. */
export type Keys = Readonly<Record<string, (event: KeyboardEvent) => void | false>>;

/**
 * Shortcuts of a view, while it is mounted. Keys typed into a field are left alone, except with Ctrl; so are keys
 * pressed while a modal dialog or a menu is open. `isFirst`: before the shortcuts of others, whoever was mounted first.
 */
export function useKeys(keys: Keys, isFirst = false): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented) return;
      const name = nameOfKey(event);
      const handler = latest.current[name];
      if (handler === undefined) return;
      if (isSingleKey(name) && !readSettings().singleKeys) return;
      if (!name.startsWith("Ctrl+") && isBusy(event.target)) return;
      if (handler(event) !== false) event.preventDefault();
    }
    document.addEventListener("keydown", onKeyDown, isFirst);
    return () => document.removeEventListener("keydown", onKeyDown, isFirst);
  }, [isFirst]);
}

function isBusy(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable || target.closest("input, textarea, select, [data-modal], [role=menu]") !== null
  );
}
