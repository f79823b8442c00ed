import { Dialog } from "@base-ui/react/dialog";
import type { ReactNode } from "react";
import { Icon } from "./Icon.tsx";
import "./side-sheet.css";

/** A panel beside the main; where the window is narrow a sheet over it, which closes by Escape, outside or its button. */
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
  /** The content brings a button to close it. */
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
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open: boolean) => (open ? undefined : onClose())} modal={false}>
      <Dialog.Portal>
        <Dialog.Popup className="side side-sheet" aria-label={label}>
          {hasOwnClose ? null : (
            <Dialog.Close className="ctl ctl-square side-close" aria-label={`Close ${label.toLowerCase()}`}>
              <Icon name="close" />
            </Dialog.Close>
          )}
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
