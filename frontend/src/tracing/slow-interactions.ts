/** Something that a person did, such as a press of a key. Milliseconds since the page's origin. */
export interface Interaction {
  startTime: number;
  /** Until the next frame was drawn. */
  duration: number;
}

/** Of those that a page goes through, the ones that may still be the slowest since some moment. */
export interface SlowInteractions {
  add(interaction: Interaction): void;
  /** The duration of the slowest that began at `sinceMs` or later. */
  slowestSince(sinceMs: number): number | undefined;
}

/** More than a trace has, should all of them differ. */
const MAX_KEPT = 100;

/**
 * Keeps an interaction only until a later one is as slow: whoever asks for the slowest since a moment gets the later one
 * then, whatever the moment. So the list is as short as the durations in it are few, and it does not grow with the page's
 * life: of 40, 16, 24 milliseconds, 40 and 24 are left.
 */
export function createSlowInteractions(): SlowInteractions {
  /** Ever later and ever quicker. */
  let kept: Interaction[] = [];
  return {
    add(interaction) {
      const isCovered = kept.some(
        ({ startTime, duration }) => startTime >= interaction.startTime && duration >= interaction.duration,
      );
      if (isCovered) return;
      const rest = kept.filter(
        ({ startTime, duration }) => startTime > interaction.startTime || duration > interaction.duration,
      );
      kept = [...rest, interaction].toSorted((a, b) => a.startTime - b.startTime).slice(-MAX_KEPT);
    },
    slowestSince: (sinceMs) => kept.find(({ startTime }) => startTime >= sinceMs)?.duration,
  };
}
