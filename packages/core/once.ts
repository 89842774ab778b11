/**
 * What is made when it is first asked for, and once however many ask: a module that most runs do without, for one.
 * After a failure the next who asks makes another attempt.
 */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
