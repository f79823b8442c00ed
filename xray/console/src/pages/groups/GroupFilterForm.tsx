import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { describeError } from "../../api/api-error.ts";
import { useFigures } from "../../api/use-figures.ts";
import { GROUPS_KEY } from "../../api/use-groups.ts";
import { callXray } from "../../api/xray-client.ts";
import { FilterBox } from "../../filter-box/FilterBox.tsx";
import { useVocabulary } from "../../filter-box/use-vocabulary.ts";
import { formatCount, formatCounted } from "../../lib/format.ts";
import type { Scope } from "../../links.ts";
import { focusFirstInvalid } from "../../ui/Field.tsx";

/** The filter of a group, edited in place, with completion as in the list. */
export function GroupFilterForm({
  name,
  filter,
  scope,
  savedCount,
  onDone,
}: {
  name: string;
  filter: string;
  /** Completion offers what the traces in this range have. */
  scope: Scope;
  /** Traces that the filter matches as it is saved; undefined until they are counted. */
  savedCount: number | undefined;
  onDone: () => void;
}) {
  const form = useRef<HTMLFormElement>(null);
  const [text, setText] = useState(filter);
  const [invalid, setInvalid] = useState(false);
  const vocabulary = useVocabulary(scope);
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: (next: string) => callXray("/UpdateGroup", { GroupName: name, FilterExpression: next }),
    onSuccess: async () => {
      onDone();
      await queries.invalidateQueries({ queryKey: GROUPS_KEY });
    },
  });
  // Its button was pressed: the focus moves into it.
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  return (
    <form
      ref={form}
      className="groups-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (invalid) focusFirstInvalid(form.current);
        else save.mutate(text);
      }}
    >
      <FilterBox
        label={`Filter of ${name}`}
        errorNote=""
        {...(save.isError ? { problem: describeError(save.error).title } : {})}
        isOfView={false}
        filter={text}
        vocabulary={vocabulary}
        history={NO_HISTORY}
        restMs={0}
        onFilter={setText}
        onApplied={IGNORE}
        onEnter={save.mutate}
        onInvalid={setInvalid}
        onEscape={onDone}
      />
      <LiveCount text={text} saved={filter} savedCount={savedCount} isInvalid={invalid} scope={scope} />
      <button type="submit" className="ctl ctl-primary" disabled={save.isPending}>
        Save
      </button>
      <button type="button" className="ctl" onClick={onDone}>
        Cancel
      </button>
    </form>
  );
}

/** How many traces the filter matches as it is typed. */
function LiveCount({
  text,
  saved,
  savedCount,
  isInvalid,
  scope,
}: {
  text: string;
  saved: string;
  savedCount: number | undefined;
  isInvalid: boolean;
  scope: Scope;
}) {
  const { data, isStale } = useFigures(
    ["count", text],
    scope.range,
    isInvalid
      ? undefined
      : (bounds) => ({ sets: [{ ...bounds, ...(text.trim() === "" ? {} : { filter: text }) }] }),
  );
  const set = isStale ? undefined : data?.answer.sets[0];
  return (
    <p className="groups-count" role="status">
      {set === undefined ? null : (
        <>
          <b>{formatCount(set.count)}</b> of {formatCounted(set.scanned, "trace")}{" "}
          {set.count === 1 ? "matches" : "match"}
          {text.trim() === saved || savedCount === undefined
            ? ". "
            : `; as saved, it was ${formatCount(savedCount)}. `}
        </>
      )}
      <span>A name cannot change, as on AWS.</span>
    </p>
  );
}

const NO_HISTORY: readonly string[] = [];
const IGNORE = () => undefined;
