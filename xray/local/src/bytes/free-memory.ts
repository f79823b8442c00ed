/**
 * Gives the memory behind `bytes` back at once, where a garbage collection may be long in coming: V8 collects by what
 * is on its own heap, and buffers lie outside of it. Whoever still holds a view of it finds it empty. Memory that
 * `bytes` shares with others (as small buffers do) is left alone.
 */
export function freeMemory({ buffer, byteLength }: ArrayBufferView): void {
  if (buffer instanceof ArrayBuffer && byteLength === buffer.byteLength) buffer.transfer(0);
}
