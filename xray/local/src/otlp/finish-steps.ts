/** Takes all steps of work that is divided into short ones at once, where nobody waits for another turn. */
export function finishSteps<T>(steps: Generator<void, T, void>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}
