export interface FaultCount {
  faults: number;
  traces: number;
}

/** How many of a service's traces fail in quiet minutes. */
export interface UsualFaults {
  /** Adds a quiet minute. Only the newest 60 minutes with traffic count. */
  learn(minute: FaultCount): void;
  /** What was learned; undefined while it is too little to call anything unusual. */
  seen(): FaultCount | undefined;
}

const REMEMBERED_MINUTES = 60;

/** Fewer traces say nothing of what is usual: a service that always failed a fifth must not look as if it broke. */
const MIN_TRACES = 20;

export function createUsualFaults(): UsualFaults {
  const minutes: FaultCount[] = [];
  let faults = 0;
  let traces = 0;

  return {
    learn(minute) {
      minutes.push({ ...minute });
      faults += minute.faults;
      traces += minute.traces;
      const oldest = minutes.length > REMEMBERED_MINUTES ? minutes.shift() : undefined;
      faults -= oldest?.faults ?? 0;
      traces -= oldest?.traces ?? 0;
    },
    seen: () => (traces < MIN_TRACES ? undefined : { faults, traces }),
  };
}

/** Fewer faults in a minute are noise, whatever their share. */
const MIN_FAULTS = 5;

/** A service that never failed is assumed to fail this often. */
const LOWEST_USUAL_RATE = 0.01;

/** Chance alone exceeds this once in 70 days of minutes. */
const MAX_CHANCE = 1e-5;

/**
 * Tells whether a minute's faults rise clearly above the usual, by a binomial test: at the usual rate, so many faults or
 * more are next to impossible. The usual rate is Laplace's estimate, which trusts a few traces less than many.
 * AWS says that it models the expected rate, but not how.
 */
export function isUnusual({ faults, traces }: FaultCount, usual: FaultCount): boolean {
  if (faults < MIN_FAULTS) return false;
  const rate = Math.max(LOWEST_USUAL_RATE, (usual.faults + 1) / (usual.traces + 2));
  return chanceOfAtLeast(faults, traces, rate) < MAX_CHANCE;
}

/** The chance that at least `hits` of `trials` hit, each with the chance `rate`; 1 for anything up to the average. */
export function chanceOfAtLeast(hits: number, trials: number, rate: number): number {
  if (hits <= trials * rate) return 1;
  const odds = rate / (1 - rate);
  // In logarithms: the binomial coefficient overflows.
  let logChance = trials * Math.log1p(-rate);
  for (let hit = 1; hit <= hits; hit += 1) logChance += Math.log(((trials - hit + 1) / hit) * odds);
  let sum = 0;
  let chance = Math.exp(logChance);
  // Above the average each further term is smaller than the one before.
  for (let hit = hits; hit <= trials && sum + chance > sum; hit += 1) {
    sum += chance;
    chance *= ((trials - hit) / (hit + 1)) * odds;
  }
  return Math.min(1, sum);
}
