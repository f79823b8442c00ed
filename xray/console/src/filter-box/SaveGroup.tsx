import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useRef, useState } from "react";
import type { FormEvent } from "react";
import { describeError } from "../api/api-error.ts";
import { GROUPS_KEY } from "../api/use-groups.ts";
import { callXray } from "../api/xray-client.ts";

/** Names the filter in place: the button turns into a field. */
export function SaveGroup({ filter, existing }: { filter: string; existing: readonly string[] }) {
  const [naming, setNaming] = useState(false);
  const [name, setName] = useState("");
  const queries = useQueryClient();
  const problemId = useId();
  const button = useRef<HTMLButtonElement>(null);
  function leave(): void {
    setNaming(false);
    // The field with the focus goes away: the focus returns to the button when that is there again.
    requestAnimationFrame(() => button.current?.focus());
  }
  const save = useMutation({
    mutationFn: () => callXray("/CreateGroup", { GroupName: name.trim(), FilterExpression: filter }),
    onSuccess: async () => {
      leave();
      setName("");
      await queries.invalidateQueries({ queryKey: GROUPS_KEY });
    },
  });
  if (!naming) {
    return (
      <button
        ref={button}
        type="button"
        className="ctl ctl-line filter-wide"
        disabled={filter.trim() === ""}
        onClick={() => setNaming(true)}
      >
        Save as group
      </button>
    );
  }
  const taken = existing.includes(name.trim());
  const problem = taken
    ? "There is a group of this name"
    : save.isError
      ? describeError(save.error).title
      : "";
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!taken && name.trim() !== "") save.mutate();
  }
  return (
    <form className="save-group filter-wide" onSubmit={submit}>
      <input
        type="text"
        className="field"
        aria-label="Name of the group"
        aria-invalid={problem !== ""}
        aria-describedby={problem === "" ? undefined : problemId}
        placeholder="Name of the group"
        maxLength={32}
        value={name}
        // The field appears because its button was pressed: it gets the focus.
        ref={(element) => element?.focus()}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") leave();
        }}
      />
      <button
        type="submit"
        className="ctl ctl-primary"
        disabled={taken || name.trim() === "" || save.isPending}
      >
        Save
      </button>
      {problem === "" ? null : (
        <p className="save-group-problem" id={problemId} role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}
