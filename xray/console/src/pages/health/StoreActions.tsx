import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { describeError } from "../../api/api-error.ts";
import { importDocuments } from "../../api/import-documents.ts";
import type { ImportCount } from "../../api/import-documents.ts";
import { callXray } from "../../api/xray-client.ts";
import { formatCounted } from "../../lib/format.ts";

/** All traces as a file of segment documents, one a line, and back. */
export function StoreActions() {
  const input = useRef<HTMLInputElement>(null);
  const load = useMutation({ mutationFn: (file: File) => importDocuments(file.stream(), callXray) });
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
      </p>
      <p className="section-quiet" aria-live="polite">
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
