import type { paths } from './schema.d.ts';

type Json<R> = R extends { content: { 'application/json': infer T } } ? T : never;
type Answers<P extends keyof paths, M extends 'get' | 'post'> = paths[P][M] extends { responses: infer R } ? R : never;

/** What a route answers when it succeeds. */
export type Answer<P extends keyof paths, M extends 'get' | 'post' = 'get'> = Json<
  Answers<P, M>[Extract<keyof Answers<P, M>, 200 | 201 | 202>]
>;

/** What a route takes in its body. */
export type Body<P extends keyof paths> = paths[P]['post'] extends { requestBody: { content: { 'application/json': infer T } } }
  ? T
  : never;

/** The filters that a list takes. */
export type Query<P extends keyof paths> = paths[P]['get'] extends { parameters: { query?: infer T } } ? NonNullable<T> : never;

/** One row of a list. */
export type Item<P extends keyof paths> = Answer<P> extends { items: (infer T)[] } ? T : never;

/** Oneself, as the server knows one. */
export type Me = Answer<'/api/v1/me'>;
export type Role = Me['role'];
