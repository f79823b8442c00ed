export function sortNumbers(values: Iterable<number>): number[] {
  return [...values].toSorted((a, b) => a - b);
}

/** The next of 1, 2, 4, 5 × 10ⁿ that is not below the value: 310 → 400. */
export function roundUpToAxisEnd(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  for (const step of [1, 2, 4, 5, 10]) {
    // Half a millionth of tolerance: 0.3 / 0.1 is a little over 3.
    if (step * power >= value * (1 - 5e-7)) return step * power;
  }
  return 10 * power;
}
