import { useMemo, useState } from "react";
import { completionsAt } from "xray-local/filter/complete/complete-filter.ts";
import type { Completion } from "xray-local/filter/complete/complete-filter.ts";
import type { FilterVocabulary } from "xray-local/filter/complete/vocabulary.ts";

/** What is offered below the line. */
export interface Suggestions {
  /** Offsets in the text that an item takes the place of. */
  replace: readonly [start: number, end: number];
  items: readonly Completion[];
}

export type SuggestionKind = "completions" | "history";

const NONE: Suggestions = { replace: [0, 0], items: [] };

/** Completions at the caret, or the filters before, with the one that the keyboard is at. */
export function useSuggestions(
  text: string,
  caret: number,
  vocabulary: () => FilterVocabulary,
  history: readonly string[],
) {
  const [kind, setKind] = useState<SuggestionKind>();
  /** -1: none, so that Enter runs what is written. */
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
      // Up from none is the last.
      setActiveIndex((before) => (before + by + count + (before === -1 && by < 0 ? 1 : 0)) % count);
    },
  };
}
