import { Dialog } from "@base-ui/react/dialog";
import type { ReactNode } from "react";

/** A panel at the side, or, where the window is narrow, a sheet over the main. */
export function SideSheet({
  isSheet,
  label,
  onClose,
  children,
}: {
  isSheet: boolean;
  label: string;
  onClose: () => void;
  children: ReactNode;
}) {
  if (!isSheet) {
    return (
      <aside className="map-side" aria-label={label}>
        {children}
      </aside>
    );
  }
  return (
    <Dialog.Root open onOpenChange={(open: boolean) => (open ? undefined : onClose())} modal={false}>
      <Dialog.Portal>
        <Dialog.Popup className="map-side map-sheet" aria-label={label}>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
