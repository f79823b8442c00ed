import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { ClearAnswer, StoreStatus } from "xray-local/console-wire/server-status.ts";
import { describeError } from "../../api/api-error.ts";
import { importDocuments } from "../../api/import-documents.ts";
import type { ImportCount } from "../../api/import-documents.ts";
import { putImported } from "../../api/xray-client.ts";
import { formatCounted } from "../../lib/format.ts";
import { ClearDialog } from "./ClearDialog.tsx";

/** Exports all traces to a file of segment documents, one a line, imports one, and deletes all traces. */
export function StoreActions({ store }: { store: StoreStatus }) {
  const input = useRef<HTMLInputElement>(null);
  const [isAsking, setAsking] = useState(false);
  const [cleared, setCleared] = useState<ClearAnswer>();
  const load = useMutation({
    mutationFn: (file: File) => importDocuments(file.stream(), putImported),
    onMutate: () => setCleared(undefined),
  });
  return (
    <>
      <p className="health-actions">
        <a className="ctl ctl-line" href="/traces.ndjson" download="traces.ndjson">
          Export
        </a>
        <button
          type="button"
          className="ctl ctl-line"
          disabled={load.isPending}
          onClick={() => input.current?.click()}
        >
          {load.isPending ? "Importing" : "Import"}
        </button>
        <input
          ref={input}
          type="file"
          hidden
          accept=".ndjson,.jsonl,.json"
          aria-label="File to import"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file !== undefined) load.mutate(file);
            event.currentTarget.value = "";
          }}
        />
        <button
          type="button"
          className="ctl ctl-line"
          disabled={store.traces === 0 && store.segments === 0}
          onClick={() => setAsking(true)}
        >
          Delete all…
        </button>
      </p>
      <ClearDialog
        open={isAsking}
        store={store}
        onCleared={(count) => {
          load.reset();
          setCleared(count);
        }}
        onClose={() => setAsking(false)}
      />
      <p className="section-quiet" aria-live="polite">
        {cleared === undefined ? null : `${formatCounted(cleared.traces, "trace")} deleted.`}
        {load.isError ? describeError(load.error).title : null}
        {load.data === undefined ? null : wordsOf(load.data)}
      </p>
    </>
  );
}

function wordsOf({ accepted, rejected, firstRejection = "" }: ImportCount): string {
  const taken = `${formatCounted(accepted, "document")} taken in`;
  return rejected === 0 ? `${taken}.` : `${taken}, ${rejected} rejected. ${firstRejection}`;
}
