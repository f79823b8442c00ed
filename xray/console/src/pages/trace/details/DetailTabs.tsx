import { useEffect, useState } from "react";
import type { MouseEvent, RefObject } from "react";

export interface Tab {
  /** The id of the section. */
  id: string;
  label: string;
  /** How many values it has; 0 when there is no such section. */
  count?: number;
}

/** Of more tabs, those of sections that are not there are left out: all must fit into the panel. */
const MOST_TABS = 6;

/** Links to the sections of the details; the visible one is marked. */
export function DetailTabs({
  tabs,
  scroller,
}: {
  tabs: readonly Tab[];
  scroller: RefObject<HTMLElement | null>;
}) {
  const shown = tabs.length > MOST_TABS ? tabs.filter(({ count }) => count !== 0) : tabs;
  const [current, setCurrent] = useState(tabs[0]?.id ?? "");
  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const mark = () => setCurrent((before) => sectionInSight(element) ?? before);
    element.addEventListener("scroll", mark, { passive: true });
    return () => element.removeEventListener("scroll", mark);
  }, [scroller]);
  /** A hash in the URL would make another entry in the history, without the row. */
  function go(event: MouseEvent, id: string): void {
    event.preventDefault();
    scroller.current?.querySelector(`#${id}`)?.scrollIntoView({ block: "start" });
    setCurrent(id);
  }
  return (
    <nav className="details-tabs" aria-label="Details">
      {shown.map((tab) =>
        tab.count === 0 ? (
          <span key={tab.id} className="details-tab-none">
            {tab.label}
          </span>
        ) : (
          <a
            key={tab.id}
            href={`#${tab.id}`}
            aria-current={tab.id === current ? "true" : undefined}
            onClick={(event) => go(event, tab.id)}
          >
            {tab.label}
            {tab.count === undefined ? null : <i>{tab.count}</i>}
          </a>
        ),
      )}
    </nav>
  );
}

function sectionInSight(scroller: HTMLElement): string | undefined {
  const sections = [...scroller.querySelectorAll<HTMLElement>("section[id]")];
  const isAtEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2;
  if (isAtEnd && scroller.scrollTop > 0) return sections.at(-1)?.id;
  const top = scroller.scrollTop + scroller.offsetTop + 24;
  return sections.findLast((section) => section.offsetTop <= top)?.id;
}
