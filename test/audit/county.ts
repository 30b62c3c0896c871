import pg from 'pg';
import { eventHash, GENESIS } from '../../casebook/chain.ts';
import { addDays, dayOf, type IsoDate } from '../../domain/working-days.ts';
import { anOffice, type Office } from '../harness/office.ts';
import { testServers } from '../harness/servers.ts';

/** An office with a few cases, and somebody who may do anything to its database. */
export interface County extends Office {
  /** Changes what was recorded, past triggers, rights and foreign keys. */
  tamper(sql: string, values?: unknown[]): Promise<void>;
  /** Opens a case with three notes: four events. */
  aCase(): Promise<string>;
  /** The day on which the county was made, in Asia/Shanghai; it stays the same over midnight. */
  today: IsoDate;
  /** Has everything of these cases been recorded at noon, `days` days before today. */
  backdate(days: number, ...caseNos: string[]): Promise<void>;
  /** Says something else in an event, and computes every hash from there to the head anew, as the product would have. */
  rewrite(caseNo: string, seq: number, data: object): Promise<void>;
}

export async function aCounty(): Promise<County> {
  const today = dayOf(Date.now());
  const office = await anOffice();
  const address = new URL(testServers().adminUrl);
  address.pathname = new URL(office.databaseUrl).pathname;
  const superuser = new pg.Client({ connectionString: address.href });
  await superuser.connect();
  await superuser.query('SET session_replication_role = replica');
  const tamper = async (sql: string, values: unknown[] = []) => void (await superuser.query(sql, values));
  return {
    ...office,
    today,
    tamper,
    async aCase() {
      const items = [{ description: '通道堵塞', kind: 'fire', severity: 'general' }];
      const { body } = await office.as('caseworker').post('/v1/rectifications', { institution: { id: 'ankang' }, source: 'tip', items });
      for (const text of ['一', '二', '三']) await office.as('caseworker').post(`/v1/cases/${body.caseNo}/actions/addNote`, { text });
      return body.caseNo as string;
    },
    backdate: (days, ...caseNos) =>
      tamper(`UPDATE case_event SET recorded_at = $1::timestamptz + seq * interval '1 s' WHERE case_no = ANY($2)`, [
        `${addDays(today, -days)}T12:00:00+08:00`,
        caseNos,
      ]),
    async rewrite(caseNo, seq, data) {
      await tamper('UPDATE case_event SET data = $3 WHERE case_no = $1 AND seq = $2', [caseNo, seq, data]);
      const { rows } = await superuser.query('SELECT * FROM case_event WHERE case_no = $1 ORDER BY seq', [caseNo]);
      let prev = GENESIS;
      for (const { at, file_hash: fileHash, ...row } of rows) {
        const { seq: no, kind, name, actor, data: says, key, stage, texts } = row;
        const hash = eventHash(caseNo, prev, { seq: no, at: at.getTime(), kind, name, actor, data: says, key, stage, texts }, fileHash);
        await tamper('UPDATE case_event SET prev_hash = $3, hash = $4 WHERE case_no = $1 AND seq = $2', [caseNo, no, prev, hash]);
        prev = hash;
      }
      await tamper('UPDATE case_file SET head = $2 WHERE case_no = $1', [caseNo, prev]);
    },
    async close() {
      await superuser.end();
      await office.close();
    },
  };
}
