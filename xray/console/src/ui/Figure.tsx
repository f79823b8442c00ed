import { durationParts } from "../lib/format.ts";

/** A duration with a small unit. */
export function Duration({ sec }: { sec: number }) {
  const { value, unit } = durationParts(sec);
  return (
    <>
      {value}
      <i className="unit">{unit}</i>
    </>
  );
}
