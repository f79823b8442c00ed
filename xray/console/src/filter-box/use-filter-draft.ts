import { useCallback, useEffect, useRef, useState } from "react";
import type { ClipboardEvent, KeyboardEvent, RefObject } from "react";
import type { Completion } from "xray-local/filter/complete/complete-filter.ts";
import type { FilterVocabulary } from "xray-local/filter/complete/vocabulary.ts";
import { useAddressDraft } from "../ui/use-address-draft.ts";
import { readFilter } from "./read-filter.ts";
import { readTraceReference } from "xray-local/protocol/trace-reference.ts";
import { useSuggestions } from "./use-suggestions.ts";

/** A valid filter runs after a pause in typing of this length. */
const RUN_AFTER_MS = 250;

export interface FilterDraftProps {
  filter: string;
  /** Set after Back or Forward led to the filter, to another value each time. */
  backKey?: string;
  vocabulary: () => FilterVocabulary;
  history: readonly string[];
  /** `replace`: the text is still being typed. The function must be stable: a new one restarts the pause. */
  onFilter: (filter: string, replace: boolean) => void;
  onApplied: (filter: string) => void;
  /** The typed text is not an expression: the list shows the answer to the previous filter. */
  onInvalid: (invalid: boolean) => void;
  /** Enter was pressed on a valid filter. */
  onEnter?: (filter: string) => void;
  /** The pause in typing after which `onFilter` is called. */
  restMs?: number;
  /**
   * The text is a trace id, or a header with one: called when it is pasted, and when it is typed and Enter pressed or typing
   * pauses. The function must be stable.
   */
  onTrace?: (id: string) => void;
  /** Escape was pressed while nothing is offered; without it, the field loses the focus. */
  onEscape?: () => void;
}

/** The typed text, until it is valid and typing pauses. The URL may change it from outside. */
export function useFilterDraft(props: FilterDraftProps, input: RefObject<HTMLInputElement | null>) {
  const { filter, backKey = "", onFilter, onInvalid, onApplied, onTrace } = props;
  const [caret, setCaret] = useState(0);
  /** The first change after a pause makes an entry in the browser's history; the ones after it replace that entry. */
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
    // Enter runs a complete filter, and accepts the first completion of an incomplete one.
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
    // Moves the caret behind the completion, once React has rendered the new text.
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

  /** Returns whether the key was handled. */
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
