import { useMutation } from "@tanstack/react-query";
import type { ClearAnswer, StoreStatus } from "xray-local/console-wire/server-status.ts";
import { describeError } from "../../api/api-error.ts";
import { deleteTraces } from "../../api/xray-client.ts";
import { formatCounted } from "../../lib/format.ts";
import { Dialog } from "../../ui/overlays/Dialog.tsx";

/** Asks before all traces are deleted, from the disk too, because there is no undo. */
export function ClearDialog({
  open,
  store,
  onCleared,
  onClose,
}: {
  open: boolean;
  store: StoreStatus;
  onCleared: (count: ClearAnswer) => void;
  onClose: () => void;
}) {
  return (
    <Dialog open={open} onClose={onClose} label="Delete all traces" form="panel">
      <ClearQuestion store={store} onCleared={onCleared} onClose={onClose} />
    </Dialog>
  );
}

function ClearQuestion({
  store,
  onCleared,
  onClose,
}: {
  store: StoreStatus;
  onCleared: (count: ClearAnswer) => void;
  onClose: () => void;
}) {
  const clear = useMutation({
    mutationFn: deleteTraces,
    onSuccess: (count) => {
      onCleared(count);
      onClose();
    },
  });
  return (
    <div className="health-question">
      <h1>Delete all traces?</h1>
      <p>
        {formatCounted(store.traces, "trace")} with {formatCounted(store.segments, "segment")} leave the disk
        as well. This cannot be undone; Export keeps a copy. Groups and sampling rules stay.
      </p>
      <p className="health-answers">
        {/* First, so that Enter does no harm. */}
        <button type="button" className="ctl ctl-line" onClick={onClose}>
          Cancel
        </button>
        <button
          type="button"
          className="ctl ctl-line"
          disabled={clear.isPending}
          onClick={() => clear.mutate()}
        >
          {clear.isPending ? "Deleting" : "Delete all"}
        </button>
      </p>
      <p className="section-quiet" aria-live="polite">
        {clear.isError ? describeError(clear.error).title : null}
      </p>
    </div>
  );
}
