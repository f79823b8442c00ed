/** The part of a keyboard event that names the key. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/**
 * The name of a key press in the form of shortcuts: `j`, `Shift+C`, `Ctrl+k` (Command counts as Ctrl), `Alt+ArrowUp`,
 * `?`. Shift is part of the name for letters and named keys only, because keyboards differ in whether `?` needs it.
 */
export function nameOfKey(press: KeyPress): string {
  const letter = press.key.length === 1;
  const shift = press.shiftKey && (!letter || press.key.toLowerCase() !== press.key.toUpperCase());
  return [
    press.ctrlKey || press.metaKey ? "Ctrl+" : "",
    press.altKey ? "Alt+" : "",
    shift ? "Shift+" : "",
    letter && shift ? press.key.toUpperCase() : press.key,
  ].join("");
}

/** A key without a modifier also types text; users may switch such shortcuts off (WCAG 2.1.4). */
export function isSingleKey(name: string): boolean {
  return name.replace(/^Shift\+/, "").length === 1;
}
