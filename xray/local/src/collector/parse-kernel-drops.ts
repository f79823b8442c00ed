/**
 * Reads the last column ("drops") of the sockets on a local port out of /proc/net/udp or udp6. Source: Linux,
 * Documentation/networking/proc_net_tcp.rst and net/ipv4/udp.c (udp4_format_sock).
 *
 *     sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
 *     12: 0100007F:07D0 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 12345 2 00000000 17
 *
 * Returns their sum, or undefined when no socket has the port.
 */
export function parseKernelDrops(text: string, port: number): number | undefined {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  let drops: number | undefined;
  for (const line of text.split("\n").slice(1)) {
    const fields = line.trim().split(/\s+/);
    if (fields[1]?.endsWith(suffix) !== true) continue;
    const count = Number(fields.at(-1));
    if (Number.isFinite(count)) drops = (drops ?? 0) + count;
  }
  return drops;
}
