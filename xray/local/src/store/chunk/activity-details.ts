import type { ByteReader, ByteWriter } from "../../bytes/byte-writer.ts";
import type { ActivityKinds, Flags, TraceActivity } from "../../model/trace-activity.ts";

/**
 * Writes and reads the numbers of a trace's activity, in the order of its kinds (chunk-columns.ts): their length in
 * bytes (u32), then requests, calls and exceptions. A kind of call is written as its count, the most in a row, its
 * retries, then each call. A time may lie before the start of the trace, so its sign is in the lowest bit.
 */
const FAULT = 1;
const ERROR = 2;
const THROTTLE = 4;
const IN_PROGRESS = 8;

export type ActivityNumbers = Omit<TraceActivity, "kinds">;

export function writeActivity(writer: ByteWriter, activity: ActivityNumbers | undefined): void {
  const start = writer.length;
  writer.u32(0);
  if (activity === undefined) return;
  for (const request of activity.requests) {
    writeSigned(writer, request.startUs);
    writer.longVarint(request.durationUs);
    writer.u8(toFlags(request) | (request.inProgress ? IN_PROGRESS : 0));
  }
  for (const { calls, inARow, retries } of activity.calls) {
    writer.varint(calls.length);
    writer.varint(inARow);
    writer.varint(retries);
    for (const call of calls) {
      writeSigned(writer, call.startUs);
      writer.longVarint(call.durationUs);
      writer.u8(toFlags(call));
    }
  }
  for (const exception of activity.exceptions) {
    writeSigned(writer, exception.atUs);
    writer.u8(toFlags(exception));
  }
  writer.setU32(start, writer.length - start - 4);
}

export function readActivity(reader: ByteReader, kinds: ActivityKinds): ActivityNumbers {
  reader.position += 4;
  return {
    requests: kinds.requests.map(() => {
      const startUs = readSigned(reader);
      const durationUs = reader.longVarint();
      const flags = reader.u8();
      return { startUs, durationUs, inProgress: (flags & IN_PROGRESS) !== 0, ...fromFlags(flags) };
    }),
    calls: kinds.calls.map(() => {
      const count = reader.varint();
      const inARow = reader.varint();
      const retries = reader.varint();
      const calls = Array.from({ length: count }, () => {
        const startUs = readSigned(reader);
        const durationUs = reader.longVarint();
        return { startUs, durationUs, ...fromFlags(reader.u8()) };
      });
      return { calls, inARow, retries };
    }),
    exceptions: kinds.exceptions.map(() => {
      const atUs = readSigned(reader);
      return { atUs, ...fromFlags(reader.u8()) };
    }),
  };
}

export function skipActivity(reader: ByteReader): void {
  const bytes = reader.u32();
  reader.position += bytes;
}

function writeSigned(writer: ByteWriter, value: number): void {
  writer.longVarint(value < 0 ? -2 * value - 1 : 2 * value);
}

function readSigned(reader: ByteReader): number {
  const value = reader.longVarint();
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}

function toFlags({ fault, error, throttle }: Flags): number {
  return (fault ? FAULT : 0) | (error ? ERROR : 0) | (throttle ? THROTTLE : 0);
}

function fromFlags(flags: number): Flags {
  return {
    fault: (flags & FAULT) !== 0,
    error: (flags & ERROR) !== 0,
    throttle: (flags & THROTTLE) !== 0,
  };
}
