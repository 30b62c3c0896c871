import type { Pool } from 'pg';
import { CASE_TYPE } from '../domain/case-types.ts';
import type { CaseFile, CaseTypeName } from '../domain/kernel/case-file.ts';
import type { AdoptPolicyInput } from '../domain/kernel/common-actions.ts';
import {
  type Advance,
  advance,
  type CaseType,
  type Circumstances,
  CLOCK,
  climb,
  opened,
  type SpawnedCase,
} from '../domain/kernel/index.ts';
import { refuse } from '../domain/kernel/refusal.ts';
import { lettersOf } from '../domain/letters.ts';
import type { RungName } from '../domain/policy/policy.ts';
import type { Actor } from '../domain/roles.ts';
import { dayOf } from '../domain/working-days.ts';
import { type CaseEvent, GENESIS } from './chain.ts';
import { InvalidInput, Refused } from './errors.ts';
import { relatedTo } from './interests.ts';
import type { Law } from './law.ts';
import type { Mailroom } from './mailroom.ts';
import { type People, within } from './people.ts';
import { type CaseRow, caseRow } from './reading.ts';
import type { ActionRequest, OpenRequest } from './requests.ts';
import { availableTo, standingOf } from './standing.ts';
import type { Change } from './write.ts';

export interface DraftsDeps {
  pool: Pool;
  law: Law;
  people: People;
  mailroom: Mailroom;
  now: () => number;
}

/** What commands come to by the rules, before anything is written: the changes of every case they touch. */
export class Drafts {
  private readonly deps: DraftsDeps;

  constructor(deps: DraftsDeps) {
    this.deps = deps;
  }

  /** What the rules are asked with for this case now. `at`: the asker's time in ms, the present when left out. `adopts`: the policy it is put under. */
  async circumstances(file: CaseFile, at = this.deps.now(), adopts?: CaseFile['policy']): Promise<Circumstances> {
    const { law, people } = this.deps;
    const [replaces, policy, calendar, desk] = await Promise.all([
      law.policy(file.policy),
      law.policy(adopts ?? file.policy),
      law.calendar(),
      people.desk(file.division, file.type, file.excluded),
    ]);
    return { now: Math.max(instant(at), file.at), policy, calendar, desk, ...(adopts ? { replaces } : {}) };
  }

  /** What an action comes to, also for the cases that it opens or reaches. @throws Refused, InvalidInput */
  async acted(row: CaseRow, action: ActionRequest, key: string, kind: CaseEvent['kind']): Promise<Change[]> {
    const type: CaseType = CASE_TYPE[row.file.type];
    const adopts = action.name === 'adoptPolicy' && action.actor.role === 'system' ? (action.input as AdoptPolicyInput) : undefined;
    const now = await this.circumstances(concerning(row.file, action), undefined, adopts);
    const absentees = await this.deps.people.absenteesOf(action.actor.id, row.file.excluded);
    const standing = standingOf(type, row.file, action, absentees, now);
    if ('refused' in standing) throw new Refused(standing.refused, availableTo(type, row.file, action.actor, absentees, now));
    const { actor } = standing;
    const given = await this.givenTo(row.file, action);
    const taken = advance(type, row.file, { ...action, actor, input: { ...(action.input as object), ...given } }, now);
    const data = { ...(action.input as Record<string, unknown>), ...taken.step.says, ...(given ? { givenTo: given.to } : {}) };
    const change = await this.change(row, taken, { kind, name: action.name, actor, data, key });
    return [change, ...(await this.spawned(change)), ...(await this.reached(change))];
  }

  /** What climbing a rung comes to, at the time `at` in ms. */
  async climbed(row: CaseRow, rung: { deadline: string; rung: RungName; at: number }, fellDueAt: number): Promise<Change[]> {
    const type: CaseType = CASE_TYPE[row.file.type];
    const taken = climb(type, row.file, rung.deadline, rung.rung, await this.circumstances(row.file, rung.at));
    const data = { deadline: rung.deadline, rung: rung.rung, fellDueAt, ...taken.step.says };
    const change = await this.change(row, taken, { kind: 'rung', name: rung.rung, actor: CLOCK, data, key: rungKey(rung) });
    return [change, ...(await this.spawned(change))];
  }

  private async change(
    row: Pick<CaseRow, 'file' | 'head'>,
    taken: Advance,
    said: Omit<CaseEvent, 'seq' | 'at' | 'stage'>,
  ): Promise<Change> {
    const { file, step } = taken;
    const event = { ...said, seq: file.seq, at: file.at, stage: file.stage };
    return {
      before: row.file,
      head: row.head,
      advance: taken,
      event,
      notifications: [
        ...(await this.deps.mailroom.messages(file, file.seq, step.tells)),
        ...(await this.deps.mailroom.letters(file, file.seq, lettersOf(file).slice(lettersOf(row.file).length))),
      ],
    };
  }

  /** What a request opens, and what that opens in turn. `at`: its time in ms, the present when left out. @throws Refused */
  async opened(request: OpenRequest, said: { key: string; kind: CaseEvent['kind'] }, at?: number): Promise<Change[]> {
    const change = await this.opening(await this.nextNumber(request.type, request.division), request, said, at);
    return [change, ...(await this.spawned(change))];
  }

  private async opening(
    caseNo: string,
    request: OpenRequest,
    said: { key: string; kind: CaseEvent['kind'] },
    at?: number,
  ): Promise<Change> {
    const { law, people, now } = this.deps;
    const { type, division, institution, actor } = request;
    const related = institution?.id === undefined ? [] : await relatedTo(this.deps.pool, institution.id);
    const excluded = [...new Set([...(request.excluded ?? []), ...related])];
    const assignee = request.assignee !== undefined && excluded.includes(request.assignee) ? undefined : request.assignee;
    const { sealed, ...intake } = request.intake;
    const [policy, calendar, desk] = await Promise.all([law.policyFor(division), law.calendar(), people.desk(division, type, excluded)]);
    const circumstances = { now: instant(at ?? now()), policy, calendar, desk };
    const receivedAt = request.receivedAt ?? circumstances.now;
    const opening = { ...request, excluded, assignee, caseNo, receivedAt, owner: assignee ?? desk };
    const taken = opened(CASE_TYPE[type] as CaseType, opening, circumstances, actor);
    const before = { ...taken.file, seq: 0, told: 0, links: [] };
    const data = { ...(request.input as Record<string, unknown>), institution: institution ?? null, receivedAt, ...taken.step.says };
    const change = await this.change({ file: before, head: GENESIS }, taken, { ...said, name: 'open', actor, data });
    return {
      ...change,
      opening: {
        ...intake,
        ...sealed?.(caseNo),
        search: [caseNo, institution?.name, intake.sourceNumber, request.search].filter(Boolean).join(' '),
      },
    };
  }

  /** The cases that a change opens, linked with it both ways, and what they open in turn. */
  private async spawned(parent: Change): Promise<Change[]> {
    const { file, step } = parent.advance;
    const changes: Change[] = [];
    for (const spawn of step.opens) {
      const drafted = await this.opened(await this.openRequest(parent, spawn), { key: 'open', kind: 'system' }, file.at);
      file.links.push({ kind: 'opened', caseNo: (drafted[0] as Change).advance.file.caseNo });
      changes.push(...drafted);
    }
    return changes;
  }

  private async openRequest({ advance: { file }, event }: Change, spawn: SpawnedCase): Promise<OpenRequest> {
    const { caseNo, division, institution, assignee } = file;
    const excluded = spawn.excluded ?? file.excluded;
    const keeper = spawn.type === 'referral' || assignee === undefined ? undefined : await this.deps.people.presentFor(assignee, excluded);
    const request = { scope: caseNo, key: `${file.seq}:${spawn.as}`, bodyHash: '' };
    return {
      type: spawn.type,
      division,
      ...(institution ? { institution } : {}),
      actor: event.actor,
      ...(keeper ? { assignee: keeper.id } : {}),
      excluded,
      parent: caseNo,
      links: [{ kind: 'openedFrom', caseNo }],
      input: spawn.input,
      intake: { request },
    };
  }

  /** What a change brings to other cases. Their rules may refuse it, and then nothing at all happens. */
  private async reached({ advance: { step, file }, event }: Change): Promise<Change[]> {
    const changes: Change[] = [];
    for (const { caseNo, action, input } of step.reaches) {
      const row = await caseRow(this.deps.pool, caseNo, '');
      if (!row) throw new InvalidInput('caseNo', `there is no case ${caseNo}`);
      const actor = { ...CLOCK, name: event.actor.name };
      changes.push(...(await this.acted(row, { name: action, input, actor }, `${file.caseNo}:${file.seq}`, 'system')));
    }
    return changes;
  }

  /** Who is given the case in place of an officer who is away. @throws InvalidInput when the officer is none of this division, Refused */
  private async givenTo(file: CaseFile, { name, input }: ActionRequest): Promise<{ to: string } | undefined> {
    if (name !== 'assign' && name !== 'reassign') return undefined;
    const { people } = this.deps;
    const { to } = input as { to: string };
    const officer = await people.find(to);
    const fits = officer && OFFICERS.includes(officer.role) && !officer.service && within(file.division, officer.division);
    if (!fits) throw new InvalidInput('to', 'no officer of this division has this id');
    const present = (await people.presentFor(to, file.excluded))?.id ?? (await people.desk(file.division, file.type, file.excluded));
    const represents = await people.absenteesOf(present);
    if (represents.some((p) => file.excluded.includes(p.id))) throw new Refused(refuse('concerns-absent-official', { field: 'to' }));
    return present === to ? undefined : { to: present };
  }

  private async nextNumber(type: CaseTypeName, division: string): Promise<string> {
    const { rows } = await this.deps.pool.query<{ n: string }>({
      name: 'next-number',
      text: 'SELECT nextval($1)::text AS n',
      values: [sequenceOf(type)],
    });
    const year = dayOf(this.deps.now()).slice(0, 4);
    return `${CASE_TYPE[type].prefix}-${division}-${year}-${(rows[0]?.n ?? '').padStart(6, '0')}`;
  }
}

/** What an institution never sees is counted on its own, so that gaps between the numbers it sees say nothing about complaints. */
const sequenceOf = (type: CaseTypeName): string => (type === 'complaint' || type === 'referral' ? 'sealed_case_number' : 'case_number');

/** Whole milliseconds: the database keeps no more, and what was hashed must read back the same. */
const instant = (ms: number): number => Math.floor(ms);

/** Whom a case may be given to. */
const OFFICERS: readonly Actor['role'][] = ['caseworker', 'supervisor', 'leader', 'discipline'];
export const rungKey = ({ deadline, rung }: { deadline: string; rung: string }): string => `rung:${deadline}/${rung}`;

/** The file as whom to ask about it depends on: also kept from people of whom the action says that it concerns them. */
const concerning = (file: CaseFile, { name, input, actor }: ActionRequest): CaseFile => {
  const { excluded = name === 'recuse' ? [actor.id] : [] } = input as { excluded?: string[] };
  return excluded.length === 0 ? file : { ...file, excluded: [...file.excluded, ...excluded] };
};
