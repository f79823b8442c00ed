/** Asks until no page is left: what is looked for may be on the last, and one page may be empty though others follow. */
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
