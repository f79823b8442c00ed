import { useCallback } from "react";
import type { RefObject } from "react";
import { Icon } from "../ui/Icon.tsx";
import { useAddressDraft } from "../ui/use-address-draft.ts";
import { useAddress } from "../use-address.ts";
import "./find-field.css";

/** What is typed narrows the table once the fingers rest. */
const REST_MS = 150;

/** Finds rows by what they contain; the text stands in the address as `q`. Escape empties and leaves it. */
export function FindField({ label, ref }: { label: string; ref: RefObject<HTMLInputElement | null> }) {
  const { query, change, backKey } = useAddress();
  const write = useCallback((text: string) => change({ q: text }, { replace: true }), [change]);
  const draft = useAddressDraft({ value: query.get("q") ?? "", backKey, restMs: REST_MS, write });
  return (
    <label className="find-field">
      <Icon name="search" />
      <input
        ref={ref}
        type="text"
        aria-label={label}
        placeholder={label}
        spellCheck={false}
        autoComplete="off"
        value={draft.text}
        onChange={(event) => draft.change(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          draft.writeNow("");
          event.currentTarget.blur();
        }}
      />
      {draft.text === "" ? <kbd className="key">/</kbd> : null}
    </label>
  );
}
