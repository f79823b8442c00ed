import { Dialog } from "@base-ui/react/dialog";
import type { ReactNode } from "react";
import { Icon } from "../../ui/Icon.tsx";

/** The details at the side, or, where the window is narrow, a sheet over the timeline. */
export function TraceSide({
  isSheet,
  isOpen,
  onOpenChange,
  children,
}: {
  isSheet: boolean;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  children: ReactNode;
}) {
  if (!isSheet) {
    return (
      <aside className="view-side" aria-label="Details">
        {children}
      </aside>
    );
  }
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open: boolean) => onOpenChange(open)} modal={false}>
      <Dialog.Portal>
        <Dialog.Popup className="view-side view-sheet" aria-label="Details">
          <Dialog.Close className="ctl ctl-square view-sheet-close" aria-label="Close the details">
            <Icon name="close" />
          </Dialog.Close>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
