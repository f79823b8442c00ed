import { useId, useMemo, useState } from "react";
import type { KeyboardEvent } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { useQuery } from "@tanstack/react-query";
import { getFigures } from "../api/xray-client.ts";
import { boundsOf } from "../lib/time-range.ts";
import { foundCommands, foundQuery } from "./found-values.ts";
import { useLive } from "../api/live.tsx";
import { useGroups } from "../api/use-groups.ts";
import { Dialog } from "../ui/overlays/Dialog.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useScope } from "../use-scope.ts";
import { allCommands, findCommands } from "./commands.ts";
import type { Command } from "./commands.ts";
import "./palette.css";
import { serverNowMs } from "../lib/server-clock.ts";

export function Palette({
  open,
  onClose,
  onShortcuts,
}: {
  open: boolean;
  onClose: () => void;
  onShortcuts: () => void;
}) {
  return (
    <Dialog open={open} onClose={onClose} label="Command palette" form="panel">
      <PaletteContent onClose={onClose} onShortcuts={onShortcuts} />
    </Dialog>
  );
}

function PaletteContent({ onClose, onShortcuts }: { onClose: () => void; onShortcuts: () => void }) {
  const [typed, setTyped] = useState("");
  const [index, setIndex] = useState(0);
  const found = useCommands(typed);
  const run = useRun(onClose, onShortcuts);
  const listId = useId();
  function onKeyDown(event: KeyboardEvent): void {
    const chosen = found[index];
    if (event.key === "ArrowDown") setIndex((index + 1) % Math.max(1, found.length));
    else if (event.key === "ArrowUp") setIndex((index + found.length - 1) % Math.max(1, found.length));
    else if (event.key === "Enter" && chosen !== undefined) run(chosen);
    else return;
    event.preventDefault();
  }
  return (
    <div className="palette">
      <div className="palette-field">
        <Icon name="search" />
        <input
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={found.length === 0 ? undefined : `${listId}-${index}`}
          aria-label="Command, view, group, service, URL, user, annotation or trace id"
          placeholder="Command, view, group, service, URL, user, annotation or trace id"
          spellCheck={false}
          autoComplete="off"
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setIndex(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className="palette-list" role="listbox" id={listId} aria-label="Commands">
        {found.map((command, at) => (
          <div
            key={`${command.kind} ${command.title}`}
            id={`${listId}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === index}
            className="popup-item palette-item"
            data-highlighted={at === index ? "" : undefined}
            ref={at === index ? (element) => element?.scrollIntoView({ block: "nearest" }) : undefined}
            onPointerMove={() => setIndex(at)}
            onPointerDown={(event) => {
              event.preventDefault();
              run(command);
            }}
          >
            <span className="palette-kind">{command.kind}</span>
            <span>{command.title}</span>
            <code className="popup-hint">{command.hint}</code>
          </div>
        ))}
        {found.length === 0 ? <p className="popup-label">Nothing is called so.</p> : null}
      </div>
    </div>
  );
}

/** What is in the traces changes slowly. */
const FRESH_MS = 60_000;
/** Nobody reads more. */
const MOST_SHOWN = 60;

function nowSec(): number {
  return serverNowMs() / 1000;
}

function useCommands(typed: string): readonly Command[] {
  const scope = useScope();
  const [query] = useSearchParams();
  const filter = query.get("filter") ?? "";
  const groups = useGroups();
  const { paused } = useLive();
  const found = useQuery({
    queryKey: ["palette", scope.range],
    queryFn: ({ signal }) => getFigures(foundQuery(boundsOf(scope.range, nowSec())), signal),
    staleTime: FRESH_MS,
  }).data;
  return useMemo(() => {
    const commands = allCommands({ scope, filter, groups: groups.map((group) => group.GroupName), paused });
    // What is in the traces comes behind, once something is typed.
    const values = found === undefined || typed.trim() === "" ? [] : foundCommands(found, scope, filter);
    return findCommands([...commands, ...values], typed, scope).slice(0, MOST_SHOWN);
  }, [scope, filter, groups, paused, typed, found]);
}

function useRun(onClose: () => void, onShortcuts: () => void): (command: Command) => void {
  const navigate = useNavigate();
  const { paused, setPaused } = useLive();
  return (command) => {
    onClose();
    if (command.to !== undefined) void navigate(command.to);
    if (command.action === "pause") setPaused(!paused);
    if (command.action === "shortcuts") onShortcuts();
  };
}
