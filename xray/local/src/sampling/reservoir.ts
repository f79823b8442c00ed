/**
 * How many requests per second one of the clients that share a reservoir may sample, so that together they sample
 * exactly the reservoir: 5 over 2 clients are 3 and 2. The earliest clients get the remainder, and some get 0 when
 * there are more clients than requests. AWS does not document how it divides.
 * @param place of the client among those that share, from 0, the earliest first
 */
export function reservoirQuota(reservoirSize: number, place: number, clients: number): number {
  const share = Math.floor(reservoirSize / clients);
  return place < reservoirSize % clients ? share + 1 : share;
}
