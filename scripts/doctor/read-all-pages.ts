/** Reads all pages: the wanted item may be on the last, and a page may be empty although others follow. */
export async function readAllPages<T>(
  readPage: (
    nextToken: string | undefined,
  ) => Promise<{ items: readonly T[] | undefined; NextToken: string | undefined }>,
): Promise<readonly T[]> {
  const all: T[] = [];
  let token: string | undefined;
  do {
    const { items = [], NextToken } = await readPage(token);
    all.push(...items);
    token = NextToken || undefined;
  } while (token !== undefined);
  return all;
}
