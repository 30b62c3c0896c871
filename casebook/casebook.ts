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
  nextRung,
  opened,
  type SpawnedCase,
  type ToldLog,
} from '../domain/kernel/index.ts';
import { lettersOf } from '../domain/letters.ts';
import type { RungName } from '../domain/policy/policy.ts';
import type { Actor } from '../domain/roles.ts';
import { dayOf } from '../domain/working-days.ts';
import { type CaseEvent, canonical, GENESIS, sha256 } from './chain.ts';
import { InvalidInput, KeyReused, NoSuchCase, Refused, VersionConflict } from './errors.ts';
import { relatedTo } from './interests.ts';
import type { Law } from './law.ts';
import type { Mailroom } from './mailroom.ts';
import { type People, within } from './people.ts';
import { type CaseRow, caseRow, doneEffects, toldSince } from './reading.ts';
import { availableTo, standingOf } from './standing.ts';
import { type Change, type Intake, type Sealed, write } from './write.ts';

export interface CasebookDeps {
  pool: Pool;
  law: Law;
  people: People;
  mailroom: Mailroom;
  /** Called after each commit, to hint the relay. */
  committed?: () => void;
  now?: () => number;
}

export interface OpenRequest {
  type: CaseTypeName;
  division: string;
  institution?: { id?: string; name: string };
  /** Milliseconds; start of the statutory clock. */
  receivedAt?: number;
  actor: Actor;
  assignee?: string;
  excluded?: string[];
  /** Taken over from older records (C-07). */
  imported?: true;
  parent?: string;
  links?: CaseFile['links'];
  input: unknown;
  /** What a search finds the case by, beside its number and institution. */
  search?: string;
  /** `sealed` is called with the number of the case: what it seals is bound to it (sealed-fields.ts). */
  intake: Omit<Intake, 'search' | keyof Sealed> & { sealed?: (caseNo: string) => Sealed };
}

export interface ActionRequest {
  name: string;
  input: unknown;
  actor: Actor;
}

export interface ActOptions {
  key: string;
  ifVersion?: number;
  /** Whether the caller may know of this case at all. */
  guard?: (file: CaseFile) => boolean;
}

/** How often a command that lost a race is asked again; each time against the file that won. */
const ATTEMPTS = 12;

/** The log of every case. One transaction per command: what is acknowledged is durable, and what is refused leaves no trace. */
export class Casebook {
  private readonly deps: Required<CasebookDeps>;

  constructor(deps: CasebookDeps) {
    this.deps = { committed: () => undefined, now: Date.now, ...deps };
  }

  /** Opens a case. The same request key again opens nothing and answers as before. @throws KeyReused, Refused */
  async open(request: OpenRequest): Promise<{ file: CaseFile; again: boolean }> {
    const { intake } = request;
    const caseNo = await this.nextNumber(request.type, request.division);
    const change = await this.opening(caseNo, request, { key: `open:${intake.request.key}`, kind: 'action' });
    if (await this.commit([change, ...(await this.spawned(change))])) return { file: change.advance.file, again: false };
    const before = await this.openedBy(intake.request);
    if (!before) throw new Error(`${caseNo} could not be opened`);
    return { file: before, again: true };
  }

  /** The case that a request opened before, if it did. @throws KeyReused when the request said something else then. */
  async openedBy({ scope, key, bodyHash }: Intake['request']): Promise<CaseFile | undefined> {
    const { rows } = await this.deps.pool.query<{ body_hash: string; file: CaseFile }>({
      name: 'opened-by',
      text: 'SELECT r.body_hash, c.file FROM request_key r JOIN case_file c USING (case_no) WHERE r.scope = $1 AND r.key = $2',
      values: [scope, key],
    });
    if (rows[0] && rows[0].body_hash !== bodyHash) throw new KeyReused();
    return rows[0]?.file;
  }

  /** Takes an action. The same key again answers as before. @throws Refused, VersionConflict, NoSuchCase, KeyReused, InvalidInput */
  async act(caseNo: string, action: ActionRequest, { key, ifVersion, guard = () => true }: ActOptions): Promise<CaseFile> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const row = await caseRow(this.deps.pool, caseNo, key);
      if (!row || !guard(row.file)) throw new NoSuchCase(caseNo);
      if (row.used) return answeredBefore(row, action);
      if (ifVersion !== undefined && ifVersion !== row.file.seq) throw new VersionConflict(caseNo, row.file.seq);
      const changes = await this.acted(row, action, key, action.actor.role === 'system' ? 'system' : 'action');
      if (await this.commit(changes)) return (changes[0] as Change).advance.file;
    }
    throw new VersionConflict(caseNo, -1);
  }

  /**
   * Climbs a rung at the workflow's time, unless the log has told more than the workflow has seen. Answers what lies beyond `seen`.
   * Safe to repeat: a second attempt finds its own rung in the log and hands that back.
   */
  async climb(caseNo: string, rung: { deadline: string; rung: RungName; seen: number; at: number }): Promise<ToldLog> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const row = await caseRow(this.deps.pool, caseNo, rungKey(rung));
      if (!row) throw new NoSuchCase(caseNo);
      const pending = nextRung(row.file);
      const due = pending?.deadline === rung.deadline && pending.rung === rung.rung && pending.at <= rung.at;
      if (row.file.told > rung.seen || !due) return this.since(caseNo, rung.seen);
      if (await this.commit(await this.climbed(row, rung, pending.at))) return this.since(caseNo, rung.seen);
    }
    throw new VersionConflict(caseNo, -1);
  }

  /** What the log told beyond `seq`, and which effects are done already. */
  async since(caseNo: string, seq: number): Promise<ToldLog> {
    const [steps, done] = await Promise.all([toldSince(this.deps.pool, caseNo, seq), doneEffects(this.deps.pool, caseNo, seq)]);
    return { steps, done };
  }

  async file(caseNo: string): Promise<CaseFile> {
    const row = await caseRow(this.deps.pool, caseNo, '');
    if (!row) throw new NoSuchCase(caseNo);
    return row.file;
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

  // -- changes ---------------------------------------------------------------------------------------------------------

  private async acted(row: CaseRow, action: ActionRequest, key: string, kind: CaseEvent['kind']): Promise<Change[]> {
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

  private async climbed(row: CaseRow, rung: { deadline: string; rung: RungName; at: number }, fellDueAt: number): Promise<Change[]> {
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
      const caseNo = await this.nextNumber(spawn.type, file.division);
      file.links.push({ kind: 'opened', caseNo });
      const change = await this.opening(caseNo, await this.openRequest(parent, spawn), { key: 'open', kind: 'system' }, file.at);
      changes.push(change, ...(await this.spawned(change)));
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
    if (represents.some((p) => file.excluded.includes(p.id)))
      throw new Refused({ code: 'conflict-of-interest', reason: 'the case concerns whom this officer stands in for', field: 'to' });
    return present === to ? undefined : { to: present };
  }

  /** All of it or nothing. False when one of the cases has gone on since it was read. */
  private async commit(changes: Change[]): Promise<boolean> {
    const done = changes.length === 1 ? await this.writeOne(this.deps.pool, changes[0] as Change) : await this.writeAll(changes);
    if (done) this.deps.committed();
    return done;
  }

  private async writeOne(db: Parameters<typeof write>[0], change: Change): Promise<boolean> {
    try {
      return await write(db, CASE_TYPE[change.advance.file.type] as CaseType, change);
    } catch (error) {
      if ((error as { code?: string }).code === UNIQUE_VIOLATION) return false; // a twin with the same key came first
      throw error;
    }
  }

  private async writeAll(changes: Change[]): Promise<boolean> {
    const client = await this.deps.pool.connect();
    try {
      await client.query('BEGIN');
      for (const change of changes) {
        if (await this.writeOne(client, change)) continue;
        await client.query('ROLLBACK');
        return false;
      }
      await client.query('COMMIT');
      return true;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
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
const UNIQUE_VIOLATION = '23505';
const rungKey = ({ deadline, rung }: { deadline: string; rung: string }): string => `rung:${deadline}/${rung}`;

/** The file as whom to ask about it depends on: also kept from people of whom the action says that it concerns them. */
const concerning = (file: CaseFile, { name, input, actor }: ActionRequest): CaseFile => {
  const { excluded = name === 'recuse' ? [actor.id] : [] } = input as { excluded?: string[] };
  return excluded.length === 0 ? file : { ...file, excluded: [...file.excluded, ...excluded] };
};

/** A repeated key answers as before if it says the same; the file is the present one. */
function answeredBefore({ used, file }: CaseRow, action: ActionRequest): CaseFile {
  const input = action.input as Record<string, unknown>;
  const same = used && used.name === action.name && used.actor.id === action.actor.id;
  if (!same || Object.keys(input).some((k) => canonical(input[k]) !== canonical(used.data[k]))) throw new KeyReused();
  return file;
}

/** What a request is recognised by when its key is seen again. */
export const bodyHash = (body: unknown): string => sha256(canonical(body));
