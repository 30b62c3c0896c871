/** The body of an answer. The client throws where the server refuses, so an answer without a body is a fault of ours. */
export async function said<T>(asked: Promise<{ data?: T }>): Promise<T> {
  const { data } = await asked;
  if (data === undefined) throw new Error('the answer has no body');
  return data;
}
