import { useMemo, useState } from "react";
import { completionsAt } from "xray-local/filter/complete/complete-filter.ts";
import type { Completion } from "xray-local/filter/complete/complete-filter.ts";
import type { FilterVocabulary } from "xray-local/filter/complete/vocabulary.ts";

/** What is offered below the line. */
export interface Suggestions {
  /** The part of the text that an item replaces. */
  replace: readonly [start: number, end: number];
  items: readonly Completion[];
}

export type SuggestionKind = "completions" | "history";

const NONE: Suggestions = { replace: [0, 0], items: [] };

/** Completions at the caret, or earlier filters, and which of them the keyboard has selected. */
export function useSuggestions(
  text: string,
  caret: number,
  vocabulary: () => FilterVocabulary,
  history: readonly string[],
) {
  const [kind, setKind] = useState<SuggestionKind>();
  /** -1: none, so that Enter runs the text as it is. */
  const [activeIndex, setActiveIndex] = useState(-1);
  const suggestions = useMemo((): Suggestions => {
    if (kind === undefined) return NONE;
    if (kind === "completions") return completionsAt(text, caret, vocabulary());
    const items = history.map((entry): Completion => ({ text: entry, detail: "", kind: "value" }));
    return { replace: [0, text.length], items };
  }, [kind, text, caret, history, vocabulary]);
  return {
    kind,
    ...suggestions,
    activeIndex,
    active: suggestions.items[activeIndex],
    show: (next: SuggestionKind, index: number) => {
      setKind(next);
      setActiveIndex(index);
    },
    hide: () => setKind(undefined),
    step: (by: number) => {
      const count = suggestions.items.length;
      // Up from none selects the last.
      setActiveIndex((before) => (before + by + count + (before === -1 && by < 0 ? 1 : 0)) % count);
    },
  };
}
