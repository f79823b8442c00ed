/**
 * What one of the clients that share a reservoir may take a second, so that all together take exactly the reservoir:
 * 5 over 2 clients are 3 and 2. The earliest clients get the rest of the division, and 0 when there are more clients
 * than requests. How AWS splits is not documented.
 * @param place of the client among those that share, from 0, the earliest first
 */
export function reservoirQuota(reservoirSize: number, place: number, clients: number): number {
  const share = Math.floor(reservoirSize / clients);
  return place < reservoirSize % clients ? share + 1 : share;
}
