export interface FaultCount {
  faults: number;
  traces: number;
}

/** How many of a service's traces fail in quiet minutes. */
export interface UsualFaults {
  /** Adds a quiet minute. Only the newest 60 minutes with traffic count. */
  learn(minute: FaultCount): void;
  /**
   * What was learned, without this many of the newest minutes; undefined while it is too little to call anything
   * unusual.
   */
  seen(withoutNewest?: number): FaultCount | undefined;
  /** Forgets the newest minutes, which were not quiet after all. */
  forget(newest: number): void;
}

const REMEMBERED_MINUTES = 60;

/** Fewer traces do not show what is usual: a service that always failed a fifth must not look as if it just broke. */
const MIN_TRACES = 20;

export function createUsualFaults(): UsualFaults {
  const minutes: FaultCount[] = [];
  const sum = { faults: 0, traces: 0 };

  function add({ faults, traces }: FaultCount, sign: 1 | -1): void {
    sum.faults += sign * faults;
    sum.traces += sign * traces;
  }

  return {
    learn(minute) {
      minutes.push({ ...minute });
      add(minute, 1);
      const oldest = minutes.length > REMEMBERED_MINUTES ? minutes.shift() : undefined;
      if (oldest) add(oldest, -1);
    },
    seen(withoutNewest = 0) {
      const seen = { ...sum };
      for (const { faults, traces } of withoutNewest === 0 ? [] : minutes.slice(-withoutNewest)) {
        seen.faults -= faults;
        seen.traces -= traces;
      }
      return seen.traces < MIN_TRACES ? undefined : seen;
    },
    forget(newest) {
      for (const minute of newest === 0 ? [] : minutes.splice(-newest)) add(minute, -1);
    },
  };
}

/** Fewer faults are noise, whatever their share. */
const MIN_FAULTS = 5;

/** A service that never failed is assumed to fail this often. */
const LOWEST_USUAL_RATE = 0.01;

/**
 * For one window of minutes. Because windows of several lengths are examined, chance alone exceeds it once in some
 * weeks.
 */
const MAX_CHANCE = 1e-5;

/** For what follows something unusual, which needs less proof: more of the same is likelier than an end. */
const MAX_CHANCE_AGAIN = 0.02;
const MIN_FAULTS_AGAIN = 2;

/**
 * Whether the faults of one or more minutes rise clearly above the usual. AWS says that it models the expected rate,
 * but not how.
 */
export function isUnusual(count: FaultCount, usual: FaultCount): boolean {
  return count.faults >= MIN_FAULTS && chanceOf(count, usual) < MAX_CHANCE;
}

/** The same for what follows something unusual. */
export function isUnusualAgain(count: FaultCount, usual: FaultCount): boolean {
  return count.faults >= MIN_FAULTS_AGAIN && chanceOf(count, usual) < MAX_CHANCE_AGAIN;
}

/**
 * Whether so few faults are unlikely if half as large a share fails as did before. Half, because a window is chosen for
 * its many faults, and has more of them than what follows.
 */
export function isCalm(count: FaultCount, during: FaultCount): boolean {
  const others = count.traces - count.faults;
  const rate = (during.faults + 1) / (during.traces + 2) / 2;
  return chanceOfAtLeast(others, count.traces, 1 - rate) < MAX_CHANCE_AGAIN;
}

/**
 * The chance of so many faults or more if nothing has changed. The usual rate is known only as well as the traces seen
 * so far tell it: every rate is weighed by how well it fits them (a beta-binomial distribution with a uniform prior).
 * So after 20 traces without a fault, 8 of 100 are nothing, and after 2,000 they are a lot.
 */
export function chanceOf({ faults, traces }: FaultCount, usual: FaultCount): number {
  const atLowest = chanceOfAtLeast(faults, traces, LOWEST_USUAL_RATE);
  if (atLowest === 1) return 1;
  return Math.max(atLowest, chanceAfter(faults, traces, usual));
}

/** The chance of at least `hits` in `trials`, each with the chance `rate`; 1 for anything up to the average. */
export function chanceOfAtLeast(hits: number, trials: number, rate: number): number {
  if (hits <= trials * rate) return 1;
  const odds = rate / (1 - rate);
  const logChance = logChoose(trials, hits) + hits * Math.log(rate) + (trials - hits) * Math.log1p(-rate);
  return sumTail(hits, trials, logChance, (hit) => ((trials - hit) / (hit + 1)) * odds);
}

/** The same for a rate that is known only from what was seen. */
function chanceAfter(hits: number, trials: number, seen: FaultCount): number {
  const a = seen.faults + 1;
  const b = seen.traces - seen.faults + 1;
  if (hits <= (trials * a) / (a + b)) return 1;
  const logChance = logChoose(trials, hits) + logBeta(hits + a, trials - hits + b) - logBeta(a, b);
  return sumTail(hits, trials, logChance, (hit) => {
    return ((trials - hit) * (hit + a)) / ((hit + 1) * (trials - hit - 1 + b));
  });
}

/** Above the average each term is smaller than the one before, by the factor `ratio`. */
function sumTail(first: number, last: number, logFirst: number, ratio: (hit: number) => number): number {
  let sum = 0;
  let chance = Math.exp(logFirst);
  for (let hit = first; hit <= last && sum + chance > sum; hit += 1) {
    sum += chance;
    chance *= ratio(hit);
  }
  return Math.min(1, sum);
}

function logChoose(all: number, chosen: number): number {
  return logGamma(all + 1) - logGamma(chosen + 1) - logGamma(all - chosen + 1);
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** Stirling's series, exact to 10 digits from 7 on; smaller values are computed from there. For values from 1 on. */
function logGamma(value: number): number {
  let product = 1;
  let x = value;
  for (; x < 7; x += 1) product *= x;
  const series = 1 / (12 * x) - 1 / (360 * x ** 3) + 1 / (1260 * x ** 5) - 1 / (1680 * x ** 7);
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series - Math.log(product);
}
