import type { Completion } from "xray-local/filter/complete/complete-filter.ts";

/** Pixels of one character of Plex Mono at 13 px: 0.6 em. */
const CHARACTER_PX = 7.8;

export function SuggestionList({
  id,
  items,
  activeIndex,
  offset,
  scrollLeft,
  onPick,
}: {
  id: string;
  items: readonly Completion[];
  activeIndex: number;
  /** Where the completed word begins in the text. */
  offset: number;
  scrollLeft: number;
  onPick: (item: Completion) => void;
}) {
  const left = Math.max(0, offset * CHARACTER_PX - scrollLeft - 14);
  return (
    <div
      className="popup filter-suggestions"
      role="listbox"
      id={id}
      aria-label="Completions"
      hidden={items.length === 0}
      style={{ left }}
    >
      {items.map((item, index) => (
        <div
          key={`${item.kind} ${item.text}`}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === activeIndex}
          className="popup-item"
          data-highlighted={index === activeIndex ? "" : undefined}
          ref={index === activeIndex ? (element) => element?.scrollIntoView({ block: "nearest" }) : undefined}
          // Not on click: the input would lose the focus before it.
          onPointerDown={(event) => {
            event.preventDefault();
            onPick(item);
          }}
        >
          <code>
            <Emphasised item={item} />
          </code>
          <span className="popup-hint">{item.detail}</span>
        </div>
      ))}
    </div>
  );
}

function Emphasised({ item }: { item: Completion }) {
  if (item.match === undefined) return item.text;
  const [start, end] = item.match;
  return (
    <>
      {item.text.slice(0, start)}
      <b>{item.text.slice(start, end)}</b>
      {item.text.slice(end)}
    </>
  );
}
