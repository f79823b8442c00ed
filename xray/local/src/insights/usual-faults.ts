export interface FaultCount {
  faults: number;
  traces: number;
}

/** How many of a service's traces fail in quiet minutes. */
export interface UsualFaults {
  /** Adds a minute of the usual kind; only the newest hour of minutes with traffic counts. */
  learn(minute: FaultCount): void;
  /** All that counts; undefined as long as it is too little to call anything unusual. */
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

/** Of a service that never failed, one fault in a hundred is still taken for usual. */
const LOWEST_USUAL_RATE = 0.01;

/** By chance alone a service passes this once in 70 days of minutes. */
const MAX_CHANCE = 1e-5;

/**
 * Whether a minute's faults rise clearly above the usual: a binomial test, whether at the usual rate so many faults or
 * more would be next to impossible. The usual rate is Laplace's estimate, which trusts a few traces less than many.
 * AWS says that it models the expected rate, not how.
 */
export function isUnusual({ faults, traces }: FaultCount, usual: FaultCount): boolean {
  if (faults < MIN_FAULTS) return false;
  const rate = Math.max(LOWEST_USUAL_RATE, (usual.faults + 1) / (usual.traces + 2));
  return chanceOfAtLeast(faults, traces, rate) < MAX_CHANCE;
}

/** That of `trials` at least `hits` hit, each with the chance `rate`; 1 for all that is not above the average. */
export function chanceOfAtLeast(hits: number, trials: number, rate: number): number {
  if (hits <= trials * rate) return 1;
  const odds = rate / (1 - rate);
  // Logarithms, since the binomial coefficient is beyond any number.
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
