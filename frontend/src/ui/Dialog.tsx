import { useEffect, useId, useRef } from "react";
import type { ReactNode } from "react";
import { Icon } from "./Icon.tsx";
import "./dialog.css";

interface DialogProps {
  title: string;
  /** Asked before it closes; by `false` it stays open. */
  mayClose?: () => boolean;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog on top of the page, open as long as it is drawn. The browser keeps the focus inside and gives it back. */
export function Dialog({ title, mayClose, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    const opener = document.activeElement;
    if (!element?.open) element?.showModal();
    // The browser would choose the first, which closes.
    element?.querySelector<HTMLElement>("textarea, input")?.focus();
    return () => {
      element?.close();
      // The browser gives it back only to what was there when the element was shown, not to what was drawn again since.
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
        // A mount of React's strict mode closes and opens again.
        if (dialog.current?.open === false) onClose();
      }}
      // A second Escape closes a dialog in Chromium unless its key press is taken.
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
