/**
 * The flags and variables with which the server's process needs little memory; the Dockerfile has the same, and
 * bench/ingest.ts prints the result.
 */

/**
 * For the main thread, in MB. Young objects: a larger space only fills with garbage before it is emptied. Old objects:
 * far more than is needed, but with a limit V8 collects when they have grown by half and not fourfold.
 */
export const LEAN_NODE_ARGS: readonly string[] = ["--max-semi-space-size=4", "--max-old-space-size=1024"];

export const LEAN_ENVIRONMENT: Readonly<Record<string, string>> = {
  // Else glibc gives each thread a heap of its own, which never reuses what another has freed.
  MALLOC_ARENA_MAX: "1",
  // Else, once a large piece was freed, glibc takes all pieces up to its size from heaps, which leaves holes, and no
  // longer from the system.
  MALLOC_MMAP_THRESHOLD_: "1048576",
  MALLOC_TRIM_THRESHOLD_: "1048576",
};
