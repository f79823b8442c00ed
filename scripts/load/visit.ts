/** The next action of a person on the page. */
export type Action =
  | "feed"
  | "crud"
  | "profile"
  | "like"
  | "reply"
  | "search"
  | "post"
  | "notifications"
  | "messages";

/** A source of numbers from 0 to below 1. */
export type Random = () => number;

/** Of a hundred actions after the feed has loaded; most people read, few write. */
const WEIGHTS: readonly (readonly [Action, number])[] = [
  ["feed", 22],
  ["crud", 20],
  ["profile", 12],
  ["like", 18],
  ["reply", 8],
  ["search", 8],
  ["post", 5],
  ["notifications", 5],
  ["messages", 2],
];

const TOTAL_WEIGHT = WEIGHTS.reduce((sum, [, weight]) => sum + weight, 0);
/** This share of those who have just done something do something more. */
const STAY = 0.75;
const MAX_ACTIONS = 12;

/** A visit: the feed, then random actions, three more on average. */
export function planVisit(random: Random): Action[] {
  const actions: Action[] = ["feed"];
  while (actions.length < MAX_ACTIONS && random() < STAY) actions.push(chooseAction(random));
  return actions;
}

function chooseAction(random: Random): Action {
  let left = random() * TOTAL_WEIGHT;
  for (const [action, weight] of WEIGHTS) {
    left -= weight;
    if (left < 0) return action;
  }
  return "feed";
}

/** Milliseconds until the next person comes. People come independently, so the intervals are exponential. */
export function nextArrivalMs(ratePerSec: number, random: Random): number {
  return (-Math.log(1 - random()) / ratePerSec) * 1_000;
}

/** Milliseconds of reading between two actions: at least a third of a second, seldom more than five. */
export function thinkMs(random: Random): number {
  return Math.min(300 - 900 * Math.log(1 - random()), 5_000);
}

export function pick<T>(items: readonly T[], random: Random): T | undefined {
  return items[Math.floor(random() * items.length)];
}
