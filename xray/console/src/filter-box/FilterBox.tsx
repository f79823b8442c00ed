import { useId, useRef, useState } from "react";
import { Icon } from "../ui/Icon.tsx";
import { OutcomeMark } from "../ui/OutcomeMark.tsx";
import { useKeys } from "../ui/use-keys.ts";
import { FilterPaint } from "./FilterPaint.tsx";
import { SuggestionList } from "./SuggestionList.tsx";
import { useFilterDraft } from "./use-filter-draft.ts";
import type { FilterDraftProps } from "./use-filter-draft.ts";

const PLACEHOLDER = 'Filter, for example service("backend-flask") { fault }';

/** One line of a filter expression: painted by its grammar, completed, its error underlined. */
export function FilterBox(props: FilterDraftProps) {
  const input = useRef<HTMLInputElement>(null);
  const { text, error, suggestions, ...draft } = useFilterDraft(props, input);
  const [scrollLeft, setScrollLeft] = useState(0);
  const listId = useId();
  const errorId = useId();
  useKeys({ "/": () => input.current?.focus() });
  return (
    <div className="filter-box" onClick={() => input.current?.focus()} role="presentation">
      <Icon name="filter" />
      <div className="filter-field">
        <FilterPaint text={text} error={error} scrollLeft={scrollLeft} />
        <input
          ref={input}
          type="text"
          className="filter-input"
          aria-label="Filter expression"
          role="combobox"
          aria-expanded={suggestions.items.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={
            suggestions.active === undefined ? undefined : `${listId}-${suggestions.activeIndex}`
          }
          aria-invalid={error !== undefined}
          aria-describedby={error === undefined ? undefined : errorId}
          placeholder={PLACEHOLDER}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          value={text}
          onChange={(event) => draft.type(event.currentTarget.value, event.currentTarget.selectionStart)}
          onSelect={(event) => draft.moveCaret(event.currentTarget.selectionStart)}
          onScroll={(event) => setScrollLeft(event.currentTarget.scrollLeft)}
          onKeyDown={draft.onKeyDown}
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
      {error === undefined ? null : (
        <p className="filter-error" id={errorId} aria-live="polite">
          <OutcomeMark outcome="fault" label="" />
          {error.message}. The list still shows the last filter that worked.
        </p>
      )}
    </div>
  );
}
