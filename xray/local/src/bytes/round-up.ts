/** Rounds up to a 32-bit float: the result is not below the value, and close to it. */
export function roundUpToFloat32(value: number): number {
  const rounded = Math.fround(value);
  // Half the distance of neighbours is at most 2^-24 of their size, and below the normal range always 2^-150.
  return rounded >= value ? rounded : Math.fround(value * (1 + 2 ** -23) + 2 ** -149);
}

// The same memory as a float and as its bits; not every supported Node has Float16Array.
const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/**
 * The upper 16 of a float's 32 bits, rounded up: `fromUpperBits` makes of them a number that is at most 1 % too large.
 */
export function toUpperBits(value: number): number {
  float[0] = roundUpToFloat32(value);
  const [all = 0] = bits;
  return (all >>> 16) + ((all & 0xffff) === 0 ? 0 : 1);
}

/** The number of which `toUpperBits` kept the upper bits. */
export function fromUpperBits(upper: number): number {
  bits[0] = upper << 16;
  return float[0] ?? Infinity;
}
