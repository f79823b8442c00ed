import { useState } from "react";
import type { ReactNode } from "react";
import { Dialog } from "../ui/Dialog.tsx";

interface WriteDialogProps {
  title: string;
  onClose: () => void;
  /** The content; it calls `onText` with each change of the text. */
  children: (onText: (text: string) => void) => ReactNode;
}

/** A dialog to write in, which asks before it discards a text. */
export function WriteDialog({ title, onClose, children }: WriteDialogProps) {
  const [hasText, setHasText] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  const mayClose = () => {
    if (hasText) setIsAsking(true);
    return !hasText;
  };
  return (
    <Dialog title={title} mayClose={mayClose} onClose={onClose}>
      {children((text) => {
        setHasText(text.trim() !== "");
        setIsAsking(false);
      })}
      {isAsking && (
        <div className="dialog-ask" role="alertdialog" aria-label="Throw away what you wrote?">
          <p>Throw away what you wrote?</p>
          <button type="button" className="pill quiet" onClick={() => setIsAsking(false)}>
            Keep writing
          </button>
          <button type="button" className="pill" ref={takeFocus} onClick={onClose}>
            Throw away
          </button>
        </div>
      )}
    </Dialog>
  );
}

/** The question gets the focus, so that Enter answers it. */
function takeFocus(button: HTMLButtonElement | null): void {
  button?.focus();
}
