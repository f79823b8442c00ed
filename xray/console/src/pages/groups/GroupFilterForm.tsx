import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { describeError } from "../../api/api-error.ts";
import { GROUPS_KEY } from "../../api/use-groups.ts";
import { callXray } from "../../api/xray-client.ts";
import { FilterBox } from "../../filter-box/FilterBox.tsx";
import { useVocabulary } from "../../filter-box/use-vocabulary.ts";
import type { Scope } from "../../links.ts";
import { focusFirstInvalid } from "../../ui/Field.tsx";

/** The filter of a group, edited in place, with completion as in the list. */
export function GroupFilterForm({
  name,
  filter,
  scope,
  onDone,
}: {
  name: string;
  filter: string;
  /** Completion offers what the traces in this range have. */
  scope: Scope;
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
      <button type="submit" className="ctl ctl-primary" disabled={save.isPending}>
        Save
      </button>
      <button type="button" className="ctl" onClick={onDone}>
        Cancel
      </button>
    </form>
  );
}

const NO_HISTORY: readonly string[] = [];
const IGNORE = () => undefined;
