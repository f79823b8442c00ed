import { useEffect, useRef } from "react";
import type { ReactNode } from "react";
import "./dialog.css";

/**
 * The browser's own modal dialog: the focus stays inside and returns, Escape and a press outside close it.
 * `docs/decisions/browser-dialogs.md` says why it is not a library's. `sheet` lies along an edge, `panel` in the upper
 * middle; `wide` takes most of the window.
 */
export function Dialog({
  open,
  onClose,
  label,
  form,
  children,
}: {
  open: boolean;
  onClose: () => void;
  label: string;
  form: "panel" | "wide" | "sheet-left" | "sheet-right";
  children: ReactNode;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) ref.current?.showModal();
    else ref.current?.close();
  }, [open]);
  return (
    <dialog
      ref={ref}
      className={`dialog dialog-${form}`}
      aria-label={label}
      data-modal=""
      onClose={onClose}
      // The dialog's own box has no padding, so a press on it is a press on the backdrop.
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      {open ? <div className="dialog-content">{children}</div> : null}
    </dialog>
  );
}
