import { readFileSync } from "node:fs";

/** Linux reports processor time in hundredths of a second here. */
const TICKS_A_SECOND = 100;

/** What a process has used since its start, as the system counts; undefined where there is no /proc. */
export interface Usage {
  /** Resident memory, bytes: includes mapped files (the program itself, some 60 MB) and shared memory. */
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
    // The 14th and the 15th field of the line, counted from after the program's name, which may contain anything.
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
