/** The list of traces as it was left, while the console is open: where it was scrolled to, and which row was opened. */
export interface ListPlace {
  /** The query of its address. */
  search: string;
  /** The row at its top and how many pixels of that were out of view; undefined at the very top. */
  topId?: string;
  offsetPx?: number;
  /** How many rows were loaded. */
  rows?: number;
}

let last: ListPlace | undefined;
/** The trace that was opened from it, and those beside it, last. */
let openedId: string | undefined;

/** The list is shown with this address, or at another place of it. */
export function rememberList(place: ListPlace): void {
  openedId = undefined;
  if (!isSame(last?.search, place.search)) last = place;
  else last = { ...last, ...place };
}

/** A trace is open: the list goes on from its row. */
export function rememberTrace(id: string): void {
  openedId = id;
}

/** How the list of this address was left for a trace; whoever comes from elsewhere begins at its top. */
export function lastPlace(search: string): (ListPlace & { openedId: string }) | undefined {
  return isSame(last?.search, search) && openedId !== undefined ? { ...last, search, openedId } : undefined;
}

/** The page was loaded anew. */
export function forgetList(): void {
  last = undefined;
  openedId = undefined;
}

function isSame(left: string | undefined, right: string): boolean {
  return left !== undefined && inOrder(left) === inOrder(right);
}

/** However its values stand, it is the same address. */
function inOrder(search: string): string {
  const query = new URLSearchParams(search);
  query.sort();
  return query.toString();
}
