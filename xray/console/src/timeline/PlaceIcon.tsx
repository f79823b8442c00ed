import { Icon } from "../ui/Icon.tsx";
import type { Place } from "../trace-model/step.ts";

/** The icon of a place; icons have the names of places. */
export function PlaceIcon({ place, size = 14 }: { place: Place; size?: number }) {
  return <Icon name={place} size={size} />;
}
