import type { Crud } from "../api/answers/cruds.ts";
import { isBurnedDown } from "../lib/fuse.ts";
import { CrudView } from "./CrudView.tsx";
import { usePointedSince } from "./use-pointed-since.ts";

/**
 * Cruds in the given order. One that expires fades in place, and the list closes the gap only when nobody points at it,
 * so that nothing moves away under the pointer.
 */
export function CrudList({ cruds, nowMs }: { cruds: readonly Crud[]; nowMs: number }) {
  const { pointedSinceMs, handlers } = usePointedSince(nowMs);
  return (
    <ol className="crud-list" aria-label="Cruds" {...handlers}>
      {cruds.map((crud) => (
        <li key={crud.uuid} id={`crud-${crud.uuid}`} className={slotClass(crud, nowMs, pointedSinceMs)}>
          <CrudView crud={crud} nowMs={nowMs} />
        </li>
      ))}
    </ol>
  );
}

function slotClass(crud: Crud, nowMs: number, pointedSinceMs: number | undefined): string {
  if (!isBurnedDown(crud, nowMs)) return "crud-slot";
  return isBurnedDown(crud, pointedSinceMs ?? nowMs) ? "crud-slot burned closed" : "crud-slot burned";
}
