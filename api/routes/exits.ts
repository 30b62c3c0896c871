import { z } from 'zod';
import { EXIT_ACTS, type ExitAct } from '../../domain/institution-exit.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { actOnExit, proposeExit } from '../institution-exits.ts';
import { languageOf } from '../language.ts';
import { NotFound } from '../problems.ts';
import { exitOf, listExits } from '../reads/exits.ts';
import { Id } from '../schemas/common.ts';
import { EXIT_SCHEMAS, ExitPlanInput, ExitQuery, ExitRow, ExitView } from '../schemas/exits.ts';
import { page } from '../schemas/views.ts';
import { personOf } from '../session.ts';

const tag = 'exits';
const params = z.object({ id: z.string().regex(/^\d{1,18}$/) });

/** Exits of institutions: planned and decided, residents placed, property supervised, completed. */
export function exits(door: Door, deps: Deps): void {
  door.add(
    { method: 'get', path: '/exits', summary: '机构退出', tag, may: 'exits.read', query: ExitQuery, response: page(ExitRow) },
    ({ query, req }) => listExits(deps, personOf(req), query),
  );
  door.add(
    { method: 'get', path: '/exits/{id}', summary: '一家机构的退出', tag, may: 'exits.read', params, response: ExitView },
    async ({ params: { id }, req }) => shown(await exitOf(deps, personOf(req), id, languageOf(req))),
  );
  door.add(
    {
      method: 'post',
      path: '/institutions/{id}/exits',
      summary: '提出退出方案',
      tag,
      may: 'exits.propose',
      params: z.object({ id: Id }),
      body: ExitPlanInput,
      response: ExitView,
      status: 201,
    },
    async ({ params: { id }, body, req }) => {
      const exit = await proposeExit(deps, personOf(req), id, body);
      return shown(await exitOf(deps, personOf(req), exit, languageOf(req)));
    },
  );
  for (const name of Object.keys(EXIT_ACTS) as ExitAct[]) act(door, deps, name);
}

function act(door: Door, deps: Deps, name: ExitAct): void {
  const [body, summary]: [z.ZodType<object>, string] = [EXIT_SCHEMAS[name], EXIT_ACTS[name].title.zh];
  door.add(
    { method: 'post', path: `/exits/{id}/${name}`, summary, tag, may: `exits.${name}`, params, body, response: ExitView },
    async ({ params: { id }, body: input, req }) => {
      await actOnExit(deps, personOf(req), id, { name, input });
      return shown(await exitOf(deps, personOf(req), id, languageOf(req)));
    },
  );
}

function shown<T>(found: T | undefined): T {
  if (found === undefined) throw new NotFound();
  return found;
}
