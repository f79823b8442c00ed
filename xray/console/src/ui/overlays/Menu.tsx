import { useEffect, useId, useRef, useState } from "react";
import type { KeyboardEvent, ReactNode } from "react";
import { Icon } from "../Icon.tsx";

/** Pixels between the button and its menu, and between the menu and the window's edge. */
const GAP = 4;

/**
 * A button with a menu, made of the browser's own popover: it lies above everything, closes on Escape or a press
 * elsewhere, and returns the focus. Arrows, Home, End and first letters move inside it.
 */
export function Menu({
  label,
  className = "ctl",
  button,
  open = false,
  onOpenChange,
  popupClassName = "",
  children,
}: {
  /** The name of the button; contains what the button shows. */
  label: string;
  className?: string;
  /** What the button shows. */
  button: ReactNode;
  /** Opened from outside, by a shortcut; `onOpenChange` is called when it closes. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  popupClassName?: string;
  /** `MenuItem`s, lines and labels; rendered only while the menu is open. */
  children: ReactNode;
}) {
  const [shown, setShown] = useState(false);
  const owner = useRef<HTMLButtonElement>(null);
  const popup = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    if (open) popup.current?.showPopover();
  }, [open]);
  useEffect(() => {
    const [menu, below] = [popup.current, owner.current];
    if (!shown || menu === null || below === null) return undefined;
    place(menu, below);
    focusChosen(menu);
    // Items may come later than the menu.
    const observer = new ResizeObserver(() => place(menu, below));
    observer.observe(menu);
    return () => observer.disconnect();
  }, [shown]);
  return (
    <>
      <button
        ref={owner}
        type="button"
        className={className}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={shown}
        data-popup-open={shown ? "" : undefined}
        popoverTarget={id}
      >
        {button}
      </button>
      <div
        ref={popup}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        tabIndex={-1}
        className={`popup ${popupClassName}`}
        onToggle={(event) => {
          const next = event.newState === "open";
          setShown(next);
          onOpenChange?.(next);
        }}
        onKeyDown={moveInside}
      >
        {shown ? children : null}
      </div>
    </>
  );
}

const ROLES = { action: "menuitem", radio: "menuitemradio", check: "menuitemcheckbox" } as const;

export function MenuItem({
  kind = "action",
  checked,
  hint,
  keepOpen = false,
  onPick,
  children,
}: {
  kind?: keyof typeof ROLES;
  /** For a radio item or a check item. */
  checked?: boolean;
  hint?: string | undefined;
  keepOpen?: boolean;
  onPick: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      role={ROLES[kind]}
      aria-checked={checked}
      tabIndex={-1}
      className="popup-item"
      onClick={(event) => {
        onPick();
        if (!keepOpen) event.currentTarget.closest<HTMLElement>("[popover]")?.hidePopover();
      }}
      onPointerMove={(event) => event.currentTarget.focus({ preventScroll: true })}
    >
      {checked === undefined ? null : (
        <span className="popup-check">{checked ? <Icon name="check" /> : null}</span>
      )}
      {children}
      {hint === undefined ? null : <span className="popup-hint">{hint}</span>}
    </button>
  );
}

/** Below the button, aligned at the right, inside the window. */
function place(popup: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const left = Math.max(GAP, Math.min(at.right - popup.offsetWidth, innerWidth - popup.offsetWidth - GAP));
  popup.style.left = `${left}px`;
  popup.style.top = `${at.bottom + GAP}px`;
  popup.style.maxHeight = `${innerHeight - at.bottom - 3 * GAP}px`;
}

function focusChosen(popup: HTMLElement): void {
  const items = itemsOf(popup);
  (items.find((item) => item.ariaChecked === "true") ?? items[0] ?? popup).focus();
}

function moveInside(event: KeyboardEvent<HTMLElement>): void {
  const items = itemsOf(event.currentTarget);
  const at = items.findIndex((item) => item === document.activeElement);
  const next = nextItem(items, at, event.key);
  if (next === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  next.focus();
}

function nextItem(items: readonly HTMLElement[], at: number, key: string): HTMLElement | undefined {
  const count = items.length;
  if (key === "ArrowDown") return items[(at + 1) % count];
  if (key === "ArrowUp") return items[(Math.max(0, at) + count - 1) % count];
  if (key === "Home") return items[0];
  if (key === "End") return items.at(-1);
  if (key.length !== 1 || key === " ") return undefined;
  const following = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  return following.find((item) =>
    (item.textContent ?? "").trim().toLowerCase().startsWith(key.toLowerCase()),
  );
}

function itemsOf(menu: HTMLElement): readonly HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
}
