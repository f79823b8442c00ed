import { useCallback, useEffect, useRef, useState } from "react";
import type { ClipboardEvent, KeyboardEvent, RefObject } from "react";
import type { Completion } from "xray-local/filter/complete/complete-filter.ts";
import type { FilterVocabulary } from "xray-local/filter/complete/vocabulary.ts";
import { useAddressDraft } from "../ui/use-address-draft.ts";
import { readFilter } from "./read-filter.ts";
import { readTraceReference } from "./trace-reference.ts";
import { useSuggestions } from "./use-suggestions.ts";

/** A valid filter runs when typing rests for this long. */
const RUN_AFTER_MS = 250;

export interface FilterDraftProps {
  filter: string;
  /** Not empty where Back or Forward led to the filter, each time another. */
  backKey?: string;
  vocabulary: () => FilterVocabulary;
  history: readonly string[];
  /** `replace`: the same stretch of typing goes on. Give it a stable function, as it restarts the wait for a rest. */
  onFilter: (filter: string, replace: boolean) => void;
  onApplied: (filter: string) => void;
  /** What is typed is no expression: the list shows the answer to the one before. */
  onInvalid: (invalid: boolean) => void;
  /** Enter, with a valid filter. */
  onEnter?: (filter: string) => void;
  /** How long typing has to rest before a valid filter is told by `onFilter`. */
  restMs?: number;
  /**
   * A trace is named in place of a filter: its id or a header with it was pasted, or was typed and Enter pressed or the typing
   * rested. Give it a stable function.
   */
  onTrace?: (id: string) => void;
  /** Escape, while nothing is offered; else the field lets go of the focus. */
  onEscape?: () => void;
}

/** What is typed, until it rests and is valid. The address may change it from outside. */
export function useFilterDraft(props: FilterDraftProps, input: RefObject<HTMLInputElement | null>) {
  const { filter, backKey = "", onFilter, onInvalid, onApplied, onTrace } = props;
  const [caret, setCaret] = useState(0);
  /** Typing after a rest makes one entry of the browser's history, what follows changes that entry. */
  const typing = useRef(false);
  const write = useCallback(
    (next: string) => {
      onFilter(next, typing.current);
      typing.current = true;
    },
    [onFilter],
  );
  const draft = useAddressDraft({
    value: filter,
    backKey,
    restMs: props.restMs ?? RUN_AFTER_MS,
    isReady: isFilter,
    write,
  });
  const { text } = draft;
  const trace = onTrace === undefined ? undefined : readTraceReference(text);
  const error = trace === undefined ? readFilter(text).error : undefined;
  const invalid = error !== undefined;
  const suggestions = useSuggestions(text, caret, props.vocabulary, props.history);

  useEffect(() => onInvalid(invalid), [invalid, onInvalid]);
  // One that an address names is opened by Enter: opened by itself it would not let anybody go back.
  const typedId = trace?.isWhole === true && text !== filter ? trace.id : undefined;
  useEffect(() => {
    if (typedId === undefined) return undefined;
    const timer = setTimeout(() => onTrace?.(typedId), RUN_AFTER_MS);
    return () => clearTimeout(timer);
  }, [typedId, onTrace]);

  function type(next: string, at: number | null): void {
    draft.change(next);
    setCaret(at ?? next.length);
    // Enter runs what is complete, and takes the first completion of what is not.
    suggestions.show("completions", isFilter(next) ? -1 : 0);
  }
  function apply(next: string): void {
    if (trace !== undefined && next === text) onTrace?.(trace.id);
    if (!isFilter(next)) return;
    draft.writeNow(next);
    onApplied(next);
    props.onEnter?.(next);
    typing.current = false;
    suggestions.hide();
  }
  function pick(item: Completion): void {
    const [start, end] = suggestions.replace;
    const next = text.slice(0, start) + item.text + text.slice(end);
    const at = start + item.text.length;
    type(next, at);
    if (suggestions.kind === "history") apply(next);
    // The caret goes behind what was taken in, once React has written the new text.
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(at, at);
    });
  }
  function leave(): void {
    suggestions.hide();
    typing.current = false;
    if (!invalid && trace === undefined && text !== "") onApplied(text);
  }
  return {
    text,
    error,
    /** The trace that is named in place of a filter. */
    trace,
    suggestions,
    type,
    pick,
    leave,
    moveCaret: (at: number | null) => setCaret(at ?? 0),
    onPaste: (event: ClipboardEvent<HTMLInputElement>) => {
      if (onTrace === undefined) return;
      const pasted = readTraceReference(event.clipboardData.getData("text"));
      if (pasted === undefined) return;
      event.preventDefault();
      onTrace(pasted.id);
    },
    onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => {
      if (onKey(event)) event.preventDefault();
    },
  };

  /** Whether the key was one of ours. */
  function onKey(event: KeyboardEvent<HTMLInputElement>): boolean {
    const { items, active } = suggestions;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (items.length > 0) suggestions.step(event.key === "ArrowDown" ? 1 : -1);
      else if (event.key === "ArrowUp" && text === "") suggestions.show("history", 0);
      else suggestions.show("completions", -1);
      return true;
    }
    if (event.key === "Tab" && !event.shiftKey) {
      const item = active ?? items[0];
      if (item !== undefined) pick(item);
      return item !== undefined;
    }
    if (event.key === "Enter") {
      if (active === undefined) apply(text);
      else pick(active);
      return true;
    }
    if (event.key !== "Escape") return false;
    if (items.length > 0) suggestions.hide();
    else if (props.onEscape === undefined) event.currentTarget.blur();
    else props.onEscape();
    return true;
  }
}

function isFilter(text: string): boolean {
  return readFilter(text).error === undefined;
}
