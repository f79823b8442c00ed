import { readFileSync } from "node:fs";

/** Linux counts processor time in hundredths of a second for whoever reads it here. */
const TICKS_A_SECOND = 100;

/** What a process has used since its start, by the system's account; undefined where there is no /proc. */
export interface Usage {
  /** Resident now, bytes: files that are mapped (the program itself, some 60 MB) and shared memory included. */
  memoryBytes: number;
  peakMemoryBytes: number;
  /** Of all its threads. */
  cpuSec: number;
}

export function readUsage(pid: number): Usage | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const kilobytes = (name: string) =>
      Number(new RegExp(String.raw`^${name}:\s+(\d+)`, "m").exec(status)?.[1]);
    // After the program's name, which may have anything in it: the 14th and the 15th field of the whole.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return {
      memoryBytes: kilobytes("VmRSS") * 1024,
      peakMemoryBytes: kilobytes("VmHWM") * 1024,
      cpuSec: (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND,
    };
  } catch {
    return undefined;
  }
}
