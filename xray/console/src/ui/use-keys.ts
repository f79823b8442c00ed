import { useEffect, useRef } from "react";
import { isSingleKey, nameOfKey } from "../lib/keys.ts";
import { readSettings } from "../lib/settings.ts";

/**
 * Handlers by the name of the key (`nameOfKey`). When a handler returns false, the key also does what it usually does.
 */
export type Keys = Readonly<Record<string, (event: KeyboardEvent) => void | false>>;

/**
 * Shortcuts of a view while it is mounted. Ignores keys that are typed into a field, except with Ctrl, and keys pressed
 * while a modal dialog or a menu is open. `isFirst`: before the shortcuts of others, whatever was mounted first.
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
