import { useEffect, useId, useRef } from "react";
import type { ReactNode } from "react";
import { Icon } from "./Icon.tsx";
import "./dialog.css";

interface DialogProps {
  title: string;
  /** Called before it closes; `false` keeps it open. */
  mayClose?: () => boolean;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog over the page, open while it is mounted. The browser keeps the focus inside and returns it. */
export function Dialog({ title, mayClose, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    const opener = document.activeElement;
    if (!element?.open) element?.showModal();
    // The browser would choose the first control, which closes the dialog.
    element?.querySelector<HTMLElement>("textarea, input")?.focus();
    return () => {
      element?.close();
      // The browser returns the focus only to an element that is still the same, not to one that was drawn again.
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  const close = () => {
    if (mayClose?.() ?? true) onClose();
  };
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClose={() => {
        // React's strict mode mounts twice, and so closes and opens it again.
        if (dialog.current?.open === false) onClose();
      }}
      // In Chromium a second Escape closes a dialog, unless its key press is prevented.
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        close();
      }}
    >
      <header className="dialog-bar">
        <h2 id={titleId}>{title}</h2>
        <button type="button" className="icon-button" aria-label="Close" onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      {children}
    </dialog>
  );
}
