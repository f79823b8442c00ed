/**
 * Frees the memory behind `bytes` at once. A garbage collection may not come for long, because V8 decides by the size
 * of its own heap, and buffers are outside it. Other views of the memory become empty. Memory that `bytes` shares with
 * other buffers, as small ones do, is not freed.
 */
export function freeMemory({ buffer, byteLength }: ArrayBufferView): void {
  if (buffer instanceof ArrayBuffer && byteLength === buffer.byteLength) buffer.transfer(0);
}
