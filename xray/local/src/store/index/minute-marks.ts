const MINUTE_SEC = 60;

export interface Fingerprint {
  /** How many traces start in the minute. */
  traces: number;
  /** Differs (but by chance of 2^-32) when they or their facts do. */
  mark: number;
}

/** Fingerprints of minutes, made once for as long as nothing changes in them. */
export class MinuteMarks {
  private readonly make: (startSec: number, endSec: number) => Fingerprint;
  private readonly known = new Map<number, Fingerprint>();

  constructor(make: (startSec: number, endSec: number) => Fingerprint) {
    this.make = make;
  }

  /** Of the minute that begins at `startSec`: the same object for as long as nothing changes. */
  of(startSec: number): Fingerprint {
    const known = this.known.get(startSec);
    if (known !== undefined) return known;
    const made = this.make(startSec, startSec + MINUTE_SEC);
    this.known.set(startSec, made);
    return made;
  }

  /** Something has changed of a trace that starts, or started until now, at that moment. */
  note(sec: number): void {
    this.known.delete(Math.floor(sec / MINUTE_SEC) * MINUTE_SEC);
  }
}
