import { Icon } from "../ui/Icon.tsx";
import type { Place } from "../trace-model/step.ts";

/** The icon of a place; its names are those of the icons. */
export function PlaceIcon({ place, size = 14 }: { place: Place; size?: number }) {
  return <Icon name={place} size={size} />;
}
