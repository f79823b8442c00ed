/** A float of half the size that is not below the value, and close to it. */
export function roundUpToFloat32(value: number): number {
  const rounded = Math.fround(value);
  // Half the distance of neighbours is at most 2^-24 of their size, and below the normal range always 2^-150.
  return rounded >= value ? rounded : Math.fround(value * (1 + 2 ** -23) + 2 ** -149);
}

/** As above, with a quarter of the size; Infinity beyond 65504. */
export function roundUpToFloat16(value: number): number {
  const rounded = Math.f16round(value);
  // Half the distance of neighbours is at most 2^-11 of their size, and below the normal range always 2^-25.
  return rounded >= value ? rounded : Math.f16round(value * (1 + 2 ** -10) + 2 ** -24);
}
