/** An input of the user, such as a key press. Milliseconds since the page's origin. */
export interface Interaction {
  startTime: number;
  /** Until the next frame was drawn. */
  duration: number;
}

/** The interactions that may still be the slowest since some moment. */
export interface SlowInteractions {
  add(interaction: Interaction): void;
  /** The duration of the slowest that began at `sinceMs` or later. */
  slowestSince(sinceMs: number): number | undefined;
}

/** More than a trace has, even if all are different. */
const MAX_KEPT = 100;

/**
 * Keeps an interaction only until a later one is as slow: whoever then asks for the slowest since any moment gets the
 * later one. So the list is as short as the durations in it are few, and does not grow with the life of the page: of
 * 40, 16, 24 milliseconds, 40 and 24 are left.
 */
export function createSlowInteractions(): SlowInteractions {
  /** Sorted: each one is later and quicker than the one before. */
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
