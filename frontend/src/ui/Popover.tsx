import { useId, useRef } from "react";
import type { ReactNode } from "react";
import "./popover.css";

/** Pixels between the button and its list, and between the list and the window's edge. */
const GAP = 6;

interface PopoverProps {
  className: string;
  /** The content of the button, which is its name too. */
  button: ReactNode;
  title?: string;
  /** Links, which close the list, and buttons, which close it when they are done: `closePopoverOf`. */
  children: ReactNode;
}

/**
 * A button that opens a list of links and buttons, made of the browser's own popover: it lies above everything, closes
 * on Escape and on a press elsewhere, comes after its button in the order of Tab, and returns the focus.
 */
export function Popover({ className, button, title, children }: PopoverProps) {
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  return (
    <>
      <button ref={opener} type="button" className={className} title={title} popoverTarget={id}>
        {button}
      </button>
      {/* The links inside handle the keyboard; this only listens for their clicks. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <div
        ref={list}
        id={id}
        popover="auto"
        className="popover"
        onClick={(event) => {
          if (event.target instanceof Element && event.target.closest("a")) list.current?.hidePopover();
        }}
        onToggle={(event) => {
          if (event.newState === "open" && list.current && opener.current)
            place(list.current, opener.current);
        }}
      >
        {children}
      </div>
    </>
  );
}

/** Closes the popover that an element is in. */
export function closePopoverOf(element: Element): void {
  element.closest<HTMLElement>("[popover]")?.hidePopover();
}

/** Below the button, or above it where there is more room, inside the window. */
function place(list: HTMLElement, opener: HTMLElement): void {
  const at = opener.getBoundingClientRect();
  const left = Math.max(GAP, Math.min(at.left, innerWidth - list.offsetWidth - GAP));
  const roomBelow = innerHeight - at.bottom;
  const opensUp = roomBelow < list.offsetHeight + 2 * GAP && at.top > roomBelow;
  list.style.left = `${left}px`;
  list.style.top = opensUp ? "auto" : `${at.bottom + GAP}px`;
  list.style.bottom = opensUp ? `${innerHeight - at.top + GAP}px` : "auto";
  list.style.maxHeight = `${(opensUp ? at.top : roomBelow) - 2 * GAP}px`;
}
