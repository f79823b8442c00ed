/** Runs all steps of divided work at once, where nobody waits for a turn in between. */
export function finishSteps<T>(steps: Generator<void, T, void>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}
