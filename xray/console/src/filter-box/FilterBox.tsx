import { useEffect, useId, useMemo, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { completionsAt } from "../../../local/src/filter/complete-filter.ts";
import type { Completion } from "../../../local/src/filter/complete-filter.ts";
import type { FilterVocabulary } from "../../../local/src/filter/vocabulary.ts";
import { Icon } from "../ui/Icon.tsx";
import { OutcomeMark } from "../ui/OutcomeMark.tsx";
import { useKeys } from "../ui/use-keys.ts";
import { errorIn } from "./effective-filter.ts";
import { FilterPaint } from "./FilterPaint.tsx";
import { Suggestions } from "./Suggestions.tsx";

/** A valid filter runs when typing rests for this long. */
const RUN_AFTER_MS = 250;
const PLACEHOLDER = 'Filter, for example service("backend-flask") { fault }';

export interface FilterBoxProps {
  filter: string;
  vocabulary: () => FilterVocabulary;
  history: readonly string[];
  /** `replace`: the same stretch of typing goes on. */
  onFilter: (filter: string, replace: boolean) => void;
  onApplied: (filter: string) => void;
  /** What is typed is no expression: the list shows the answer to the one before. */
  onInvalid: (invalid: boolean) => void;
}

/** One line of a filter expression: painted by its grammar, completed, its error underlined. */
export function FilterBox(props: FilterBoxProps) {
  const input = useRef<HTMLInputElement>(null);
  const box = useDraft(props, input);
  const listId = useId();
  const errorId = useId();
  const { text, error, suggestions } = box;
  useKeys({ "/": () => input.current?.focus() });
  const active = suggestions.items[box.activeIndex];
  return (
    <div className="filter-box" onClick={() => input.current?.focus()} role="presentation">
      <Icon name="filter" />
      <div className="filter-field">
        <FilterPaint text={text} error={error} scrollLeft={box.scrollLeft} />
        <input
          ref={input}
          type="text"
          className="filter-input"
          aria-label="Filter expression"
          role="combobox"
          aria-expanded={suggestions.items.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={active === undefined ? undefined : `${listId}-${box.activeIndex}`}
          aria-invalid={error !== undefined}
          aria-describedby={error === undefined ? undefined : errorId}
          placeholder={PLACEHOLDER}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          value={text}
          onChange={(event) => box.type(event.currentTarget.value, event.currentTarget.selectionStart)}
          onSelect={(event) => box.moveCaret(event.currentTarget.selectionStart)}
          onScroll={(event) => box.setScrollLeft(event.currentTarget.scrollLeft)}
          onKeyDown={box.onKeyDown}
          onBlur={box.close}
        />
        <Suggestions
          id={listId}
          items={suggestions.items}
          activeIndex={box.activeIndex}
          offset={suggestions.replace[0]}
          scrollLeft={box.scrollLeft}
          onPick={box.pick}
        />
      </div>
      {error === undefined ? null : (
        <p className="filter-error" id={errorId} aria-live="polite">
          <OutcomeMark outcome="fault" label="" />
          {error.message}. The list still shows the last filter that worked.
        </p>
      )}
    </div>
  );
}

interface Suggested {
  replace: readonly [number, number];
  items: readonly Completion[];
}

const NONE: Suggested = { replace: [0, 0], items: [] };

/** What is typed, until it rests and is valid. The address may change it from outside. */
function useDraft(props: FilterBoxProps, input: React.RefObject<HTMLInputElement | null>) {
  const { filter, onFilter, onInvalid, vocabulary, history } = props;
  const [text, setText] = useState(filter);
  const [applied, setApplied] = useState(filter);
  const [caret, setCaret] = useState(0);
  const [open, setOpen] = useState<"completions" | "history" | undefined>();
  const [activeIndex, setActiveIndex] = useState(-1);
  const [scrollLeft, setScrollLeft] = useState(0);
  /** Typing after a rest makes one entry of the browser's history, what follows changes that entry. */
  const typing = useRef(false);
  if (filter !== applied) {
    setApplied(filter);
    setText(filter);
  }
  const error = useMemo(() => (text === "" ? undefined : errorIn(text)), [text]);
  const invalid = error !== undefined;
  useEffect(() => onInvalid(invalid), [invalid, onInvalid]);
  const suggestions = useMemo((): Suggested => {
    if (open === undefined) return NONE;
    if (open === "history") {
      return {
        replace: [0, text.length],
        items: history.map((entry): Completion => ({ text: entry, detail: "", kind: "value" })),
      };
    }
    return completionsAt(text, caret, vocabulary());
  }, [open, text, caret, history, vocabulary]);

  useEffect(() => {
    if (text === applied || error !== undefined) return undefined;
    const timer = setTimeout(() => {
      setApplied(text);
      onFilter(text, typing.current);
      typing.current = true;
    }, RUN_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text, applied, error, onFilter]);

  function type(next: string, at: number | null): void {
    setText(next);
    setCaret(at ?? next.length);
    setOpen("completions");
    // Enter runs what is complete, and takes the first completion of what is not.
    setActiveIndex(next === "" || errorIn(next) === undefined ? -1 : 0);
  }
  function apply(next: string): void {
    if (errorIn(next) !== undefined) return;
    setApplied(next);
    if (next !== filter) onFilter(next, typing.current);
    props.onApplied(next);
    typing.current = false;
    setOpen(undefined);
  }
  function pick(item: Completion): void {
    const [start, end] = suggestions.replace;
    const next = text.slice(0, start) + item.text + text.slice(end);
    const at = start + item.text.length;
    type(next, at);
    if (open === "history") apply(next);
    // The caret goes behind what was taken in, once React has written the new text.
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(at, at);
    });
  }
  function step(by: number): void {
    const count = suggestions.items.length;
    setActiveIndex((before) => (before + by + count + (before === -1 && by < 0 ? 1 : 0)) % count);
  }
  return {
    text,
    error,
    suggestions,
    activeIndex,
    scrollLeft,
    setScrollLeft,
    type,
    pick,
    moveCaret: (at: number | null) => setCaret(at ?? 0),
    close: () => {
      setOpen(undefined);
      typing.current = false;
      if (error === undefined && text !== "") props.onApplied(text);
    },
    onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => {
      const count = suggestions.items.length;
      const chosen = suggestions.items[activeIndex];
      switch (event.key) {
        case "ArrowDown":
        case "ArrowUp":
          if (count > 0) step(event.key === "ArrowDown" ? 1 : -1);
          else if (event.key === "ArrowUp" && text === "") {
            setOpen("history");
            setActiveIndex(0);
          } else setOpen("completions");
          break;
        case "Tab": {
          const item = chosen ?? suggestions.items[0];
          if (item === undefined || event.shiftKey) return;
          pick(item);
          break;
        }
        case "Enter":
          if (chosen === undefined) apply(text);
          else pick(chosen);
          break;
        case "Escape":
          if (count > 0) setOpen(undefined);
          else event.currentTarget.blur();
          break;
        default:
          return;
      }
      event.preventDefault();
    },
  };
}
