/**
 * How the server's process is started so that it needs little memory; the Dockerfile says the same, and
 * bench/ingest.ts prints what it comes to.
 */

/**
 * For the main thread, MB. Young objects: larger spaces are filled with garbage before they are emptied. Old ones: far
 * more than is needed, but with a limit V8 collects when they have grown by half instead of fourfold.
 */
export const LEAN_NODE_ARGS: readonly string[] = ["--max-semi-space-size=4", "--max-old-space-size=1024"];

export const LEAN_ENVIRONMENT: Readonly<Record<string, string>> = {
  // glibc otherwise gives each thread a heap of its own, which never takes what another has freed.
  MALLOC_ARENA_MAX: "1",
  // Once a large piece was freed, glibc takes all up to its size from heaps, where it leaves holes, and no longer from
  // the system.
  MALLOC_MMAP_THRESHOLD_: "1048576",
  MALLOC_TRIM_THRESHOLD_: "1048576",
};
