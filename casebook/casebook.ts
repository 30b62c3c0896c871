import type { Pool } from 'pg';
import type { CaseFile } from '../domain/kernel/case-file.ts';
import { type Circumstances, nextRung, type ToldLog } from '../domain/kernel/index.ts';
import type { RungName } from '../domain/policy/policy.ts';
import { commit } from './commit.ts';
import { Drafts, rungKey } from './drafts.ts';
import { KeyReused, NoSuchCase, VersionConflict } from './errors.ts';
import type { Law } from './law.ts';
import type { Mailroom } from './mailroom.ts';
import type { People } from './people.ts';
import { type CaseRow, caseRow, doneEffects, toldSince } from './reading.ts';
import { type ActionRequest, answeredBefore, type OpenRequest } from './requests.ts';
import type { Change, Intake } from './write.ts';

export interface CasebookDeps {
  pool: Pool;
  law: Law;
  people: People;
  mailroom: Mailroom;
  /** Called after each commit, to hint the relay. */
  committed?: () => void;
  now?: () => number;
}

export interface ActOptions {
  key: string;
  ifVersion?: number;
  /** Whether the caller may know of this case at all. */
  guard?: (file: CaseFile) => boolean;
  /** The case as the caller has just read it with this key, so that it is not read twice; should it have gone on since, it is. */
  read?: CaseRow | undefined;
}

/** How often a command that lost a race is asked again; each time against the file that won. */
const ATTEMPTS = 12;

/** The log of every case. One transaction per command: what is acknowledged is durable, and what is refused leaves no trace. */
export class Casebook {
  private readonly pool: Pool;
  private readonly drafts: Drafts;
  private readonly committed: () => void;

  constructor({ committed = () => undefined, now = Date.now, ...deps }: CasebookDeps) {
    this.pool = deps.pool;
    this.drafts = new Drafts({ ...deps, now });
    this.committed = committed;
  }

  /** Opens a case. The same request key again opens nothing and answers as before. @throws KeyReused, Refused */
  async open(request: OpenRequest): Promise<{ file: CaseFile; again: boolean }> {
    const { intake } = request;
    const changes = await this.drafts.opened(request, { key: `open:${intake.request.key}`, kind: 'action' });
    const { file } = (changes[0] as Change).advance;
    if (await this.commit(changes)) return { file, again: false };
    const before = await this.openedBy(intake.request);
    if (!before) throw new Error(`${file.caseNo} could not be opened`);
    return { file: before, again: true };
  }

  /** The case that a request opened before, if it did. @throws KeyReused when the request said something else then. */
  async openedBy({ scope, key, bodyHash }: Intake['request']): Promise<CaseFile | undefined> {
    const { rows } = await this.pool.query<{ body_hash: string; file: CaseFile }>({
      name: 'opened-by',
      text: 'SELECT r.body_hash, c.file FROM request_key r JOIN case_file c USING (case_no) WHERE r.scope = $1 AND r.key = $2',
      values: [scope, key],
    });
    if (rows[0] && rows[0].body_hash !== bodyHash) throw new KeyReused();
    return rows[0]?.file;
  }

  /** Takes an action. The same key again answers as before. @throws Refused, VersionConflict, NoSuchCase, KeyReused, InvalidInput */
  async act(caseNo: string, action: ActionRequest, { key, ifVersion, guard = () => true, read }: ActOptions): Promise<CaseFile> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const row = (attempt === 0 ? read : undefined) ?? (await caseRow(this.pool, caseNo, key));
      if (!row || !guard(row.file)) throw new NoSuchCase(caseNo);
      if (row.used) return answeredBefore(row, action);
      if (ifVersion !== undefined && ifVersion !== row.file.seq) throw new VersionConflict(caseNo, row.file.seq);
      const changes = await this.drafts.acted(row, action, key, action.actor.role === 'system' ? 'system' : 'action');
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
      const row = await caseRow(this.pool, caseNo, rungKey(rung));
      if (!row) throw new NoSuchCase(caseNo);
      const pending = nextRung(row.file);
      const due = pending?.deadline === rung.deadline && pending.rung === rung.rung && pending.at <= rung.at;
      if (row.file.told > rung.seen || !due) return this.since(caseNo, rung.seen);
      if (await this.commit(await this.drafts.climbed(row, rung, pending.at))) return this.since(caseNo, rung.seen);
    }
    throw new VersionConflict(caseNo, -1);
  }

  /** What the log told beyond `seq`, and which effects are done already. */
  async since(caseNo: string, seq: number): Promise<ToldLog> {
    const [steps, done] = await Promise.all([toldSince(this.pool, caseNo, seq), doneEffects(this.pool, caseNo, seq)]);
    return { steps, done };
  }

  async file(caseNo: string): Promise<CaseFile> {
    const row = await caseRow(this.pool, caseNo, '');
    if (!row) throw new NoSuchCase(caseNo);
    return row.file;
  }

  /** What the rules are asked with for this case now. `at`: the asker's time in ms, the present when left out. `adopts`: the policy it is put under. */
  circumstances(file: CaseFile, at?: number, adopts?: CaseFile['policy']): Promise<Circumstances> {
    return this.drafts.circumstances(file, at, adopts);
  }

  private async commit(changes: Change[]): Promise<boolean> {
    const done = await commit(this.pool, changes);
    if (done) this.committed();
    return done;
  }
}
