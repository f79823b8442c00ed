/** A fault that can be switched on, in words for the panel. */
export interface ScenarioText {
  title: string;
  /** The question to ask the trace. */
  question: string;
  /** What to do on the page when it is on. */
  action: string;
  /** Where the answer is in the trace. */
  lookFor: string;
}

export const SCENARIOS = {
  "slow-query": {
    title: "Slow query",
    question: "Why does the feed take longer since last week?",
    action: "Choose Home, which loads the feed again.",
    lookFor:
      "The step with annotation query = home-activities takes many times what it did, for a dozen rows; rows_read of the step after it is in the ten thousands.",
  },
  "n-plus-one": {
    title: "N+1 queries",
    question: "No statement is slow. Why is the feed?",
    action: "Choose Home, which loads the feed again.",
    lookFor: "A staircase of steps: feed-uuids once, then feed-author and feed-replies once for each crud.",
  },
  "lock-wait": {
    title: "Lock wait",
    question: "Why does one like take a second?",
    action: "Like a crud.",
    lookFor:
      "like-activity begins after lock-activity and ends with commit; the annotation blocked_by names who held the row.",
  },
  deadlock: {
    title: "Deadlock",
    question: "Why does a like fail, and only at times?",
    action: "Like a crud.",
    lookFor:
      "Two lock-… steps side by side, one with error_code 40P01: each waits for what the other has locked.",
  },
  "unique-violation": {
    title: "Unique violation",
    question: "Why can this crud not be posted a second time?",
    action: "Post the same words twice.",
    lookFor: "create-activity with error_code 23505; the exception names the constraint.",
  },
  "pool-exhausted": {
    title: "Pool exhausted",
    question: "The database is idle. Why does nothing answer?",
    action: "Choose Home again and again until it fails.",
    lookFor:
      'A step "wait for a connection" of five seconds, a fault, without a statement after it; pool_size says how many there are.',
  },
  "unhandled-exception": {
    title: "Unhandled exception",
    question: "Which line broke the profile page?",
    action: "Open somebody's profile.",
    lookFor: "The segment is a fault with a TypeError, whose topmost frame is the line.",
  },
  "too-many-requests": {
    title: "429",
    question: "Who turns the reader away?",
    action: "Choose Home five times in a row, quickly.",
    lookFor: "The segment is a throttle with status 429 and has no step: the database was never asked.",
  },
  "slow-third-party": {
    title: "Slow third party",
    question: "Posting is slow. Is it the database?",
    action: "Post a crud.",
    lookFor: "The remote step moderation fills the trace; create-activity after it is short.",
  },
  "large-payload": {
    title: "Large payload",
    question: "The server is quick. Why is the page not?",
    action: "Choose Home, which loads the feed again.",
    lookFor:
      'The step "embed avatars" has bytes in the hundreds of thousands, and the page\'s call its content_length.',
  },
  "unclosed-step": {
    title: "A step never closed",
    question: "Where is the trace of this search?",
    action: "Search for something.",
    lookFor:
      "Only the page's part arrives, or nothing. held_traces lists the trace; switching this off ends the step, and the rest comes.",
  },
  "one-percent": {
    title: "Sampling at 1 %",
    question: "Why is there no trace of my request?",
    action: "Wait ten seconds, then choose Home a few times.",
    lookFor: "Requests answer Sampled=0; the few that arrive name the rule cruddur-one-percent.",
  },
} as const satisfies Record<string, ScenarioText>;

export type ScenarioName = keyof typeof SCENARIOS;

export const SCENARIO_NAMES = Object.keys(SCENARIOS) as ScenarioName[];

export function isScenarioName(text: string | undefined): text is ScenarioName {
  return text !== undefined && Object.hasOwn(SCENARIOS, text);
}
