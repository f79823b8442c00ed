import { useEffect, useRef } from "react";
import type { ReactNode } from "react";
import { Icon } from "../Icon.tsx";
import "./side-sheet.css";

/**
 * A panel beside the main part. In a narrow window it is a sheet over it, which closes by Escape, a press outside or
 * its button.
 */
export function SideSheet({
  isSheet,
  isOpen,
  label,
  hasOwnClose = false,
  onClose,
  children,
}: {
  isSheet: boolean;
  /** Only a sheet can be closed. */
  isOpen: boolean;
  label: string;
  /** The content has its own button to close it. */
  hasOwnClose?: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  if (!isSheet) {
    return (
      <aside className="side" aria-label={label}>
        {children}
      </aside>
    );
  }
  if (!isOpen) return null;
  return (
    <Sheet label={label} onClose={onClose}>
      {hasOwnClose ? null : (
        <button
          type="button"
          className="ctl ctl-square side-close"
          aria-label={`Close ${label.toLowerCase()}`}
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      )}
      {children}
    </Sheet>
  );
}

/** Not modal: what is below stays in use. Takes the focus when it opens, and returns it. */
function Sheet({ label, onClose, children }: { label: string; onClose: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.focus();
    function onPointerDown(event: PointerEvent): void {
      if (event.target instanceof Node && dialog.current?.contains(event.target) === false) close.current();
    }
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      event.preventDefault();
      close.current();
    }
    // Captured, so that Escape closes the sheet before it does anything in the view.
    document.addEventListener("keydown", onKeyDown, true);
    document.addEventListener("pointerdown", onPointerDown);
    return () => {
      document.removeEventListener("keydown", onKeyDown, true);
      document.removeEventListener("pointerdown", onPointerDown);
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog open ref={dialog} className="side side-sheet" aria-label={label} tabIndex={-1}>
      {children}
    </dialog>
  );
}
