import { useId, useRef, useState } from "react";
import { Icon } from "../ui/Icon.tsx";
import { OutcomeMark } from "../ui/OutcomeMark.tsx";
import { useKeys } from "../ui/use-keys.ts";
import { FilterPaint } from "./FilterPaint.tsx";
import { SuggestionList } from "./SuggestionList.tsx";
import { useFilterDraft } from "./use-filter-draft.ts";
import type { FilterDraftProps } from "./use-filter-draft.ts";

const NO_KEYS = {};
const PLACEHOLDER = 'Filter, for example service("backend-flask") { fault }';

/** One line for a filter expression: coloured by its grammar, completed, with its error underlined. */
export function FilterBox({
  label = "Filter expression",
  errorNote = "The list still shows the last filter that worked.",
  problem,
  hint,
  isOfView = true,
  ...props
}: FilterDraftProps & {
  label?: string;
  /** Shown after what is wrong with the expression. */
  errorNote?: string;
  /** Anything else that is wrong with it. */
  problem?: string;
  /** Shown for a valid expression that is hardly what the user meant. */
  hint?: string | undefined;
  /** It is the main filter of the view: / moves the focus to it. */
  isOfView?: boolean;
}) {
  const input = useRef<HTMLInputElement>(null);
  const { text, error, trace, suggestions, ...draft } = useFilterDraft(props, input);
  const [scrollLeft, setScrollLeft] = useState(0);
  const listId = useId();
  const errorId = useId();
  useKeys(isOfView ? { "/": () => input.current?.focus() } : NO_KEYS);
  const message = error === undefined ? problem : [`${error.message}.`, errorNote].filter(Boolean).join(" ");
  // What is typed since is another expression.
  const hintNow = message === undefined && text === props.filter ? hint : undefined;
  const note = trace === undefined ? hintNow : `Enter opens the trace ${trace.id}`;
  return (
    <div
      className={isOfView ? "filter-box" : "filter-box filter-box-field"}
      onClick={() => input.current?.focus()}
      role="presentation"
    >
      <Icon name="filter" />
      <div className="filter-field">
        <FilterPaint text={text} error={error} scrollLeft={scrollLeft} />
        <input
          ref={input}
          type="text"
          className="filter-input"
          aria-label={label}
          role="combobox"
          aria-expanded={suggestions.items.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={
            suggestions.active === undefined ? undefined : `${listId}-${suggestions.activeIndex}`
          }
          aria-invalid={message !== undefined}
          aria-describedby={message === undefined ? undefined : errorId}
          placeholder={PLACEHOLDER}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          value={text}
          onChange={(event) => draft.type(event.currentTarget.value, event.currentTarget.selectionStart)}
          onSelect={(event) => draft.moveCaret(event.currentTarget.selectionStart)}
          onScroll={(event) => setScrollLeft(event.currentTarget.scrollLeft)}
          onKeyDown={draft.onKeyDown}
          onPaste={draft.onPaste}
          onBlur={draft.leave}
        />
        <SuggestionList
          id={listId}
          items={suggestions.items}
          activeIndex={suggestions.activeIndex}
          offset={suggestions.replace[0]}
          scrollLeft={scrollLeft}
          onPick={draft.pick}
        />
      </div>
      {note === undefined ? null : (
        <p className="filter-error filter-note" aria-live="polite">
          {trace === undefined ? <OutcomeMark outcome="error" label="" /> : null}
          {note}.
        </p>
      )}
      {message === undefined ? null : (
        <p className="filter-error" id={errorId} aria-live="polite">
          <OutcomeMark outcome="fault" label="" />
          {message}
        </p>
      )}
    </div>
  );
}
