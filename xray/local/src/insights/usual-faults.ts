/** How many of a service's traces fail in quiet minutes. */
export interface UsualFaults {
  /** Adds a minute of the usual kind; only the newest hour of minutes with traffic counts. */
  learn(faults: number, traces: number): void;
  /** 0 to 1; undefined as long as too little is known to call anything unusual. */
  rate(): number | undefined;
}

const REMEMBERED_MINUTES = 60;

/** Fewer traces say nothing of what is usual: a service that always failed a fifth must not look as if it broke. */
const MIN_TRACES = 20;

export function createUsualFaults(): UsualFaults {
  const minutes: { faults: number; traces: number }[] = [];
  let faults = 0;
  let traces = 0;

  return {
    learn(newFaults, newTraces) {
      minutes.push({ faults: newFaults, traces: newTraces });
      faults += newFaults;
      traces += newTraces;
      const oldest = minutes.length > REMEMBERED_MINUTES ? minutes.shift() : undefined;
      faults -= oldest?.faults ?? 0;
      traces -= oldest?.traces ?? 0;
    },
    rate: () => (traces < MIN_TRACES ? undefined : faults / traces),
  };
}

/** Fewer faults in a minute are noise, whatever their share. */
const MIN_FAULTS = 5;

/** Of a service that never failed, one fault in a hundred is still taken for usual. */
const LOWEST_USUAL_RATE = 0.01;

/** By chance alone three standard deviations are passed once in some 700 minutes. */
const DEVIATIONS = 3;

/**
 * Whether a minute's faults rise clearly above the usual: more than three standard deviations of what that many traces
 * would show at the usual rate. AWS says that it models the expected rate, not how.
 */
export function isUnusual(faults: number, traces: number, usualRate: number): boolean {
  const rate = Math.max(usualRate, LOWEST_USUAL_RATE);
  const limit = traces * rate + DEVIATIONS * Math.sqrt(traces * rate * (1 - rate));
  return faults >= MIN_FAULTS && faults > limit;
}
