import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import { type Assembly, assemble } from '../../casebook/assembly.ts';
import { nextRung } from '../../domain/kernel/case-file.ts';
import { importComplaints } from '../../intake/complaints.ts';
import { dayIn } from '../../intake/day.ts';
import { importInstitutions } from '../../intake/institutions.ts';
import { ComplaintMapping, InstitutionMapping } from '../../intake/mapping.ts';
import { UnreadableFile } from '../../intake/rows.ts';
import { type FreshDatabase, freshDatabase } from '../harness/database.ts';

const division = '532626';
const institutionMap = InstitutionMapping.parse({ source: 'old', columns: { sourceNumber: 'id', name: 'name', beds: 'beds' } });
const complaintMap = ComplaintMapping.parse({
  source: 'old',
  dateFormat: 'MM/DD/YYYY',
  columns: {
    sourceNumber: 'no',
    institution: 'home',
    receivedOn: ['seen', 'done'],
    content: { template: '{no}: {text}' },
    category: { const: 'other' },
    channel: { const: 'transfer' },
  },
});
const COMPLAINTS = [
  'no,home,seen,done,text',
  'A1,阳光 养老院,05/19/2010,06/25/2010,"第一行',
  '第二行"',
  'A2,无名之家,,07/01/2011,只有办结日期',
  'A1,阳光养老院,05/19/2010,06/25/2010,重复',
  ',,,,',
  ',阳光养老院,05/19/2010,,没有编号',
  'A3,阳光养老院,13/45/2010,,日期不对',
  'A4,阳光养老院,,,没有日期',
].join('\r\n');

describe('taking records over', () => {
  let database: FreshDatabase;
  let assembly: Assembly;
  let folder: string;
  beforeAll(async () => {
    database = await freshDatabase();
    assembly = assemble(database.url, { name: 'import', email: false, max: 10 });
    folder = await mkdtemp(path.join(os.tmpdir(), 'anlao-import-'));
  });
  afterAll(async () => {
    await assembly.pool.end();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });
  const kept = async (name: string, text: string) => {
    const file = path.join(folder, name);
    await writeFile(file, text);
    return file;
  };
  const complaints = (file: string) => importComplaints({ ...assembly, file, mapping: complaintMap, division });

  it('[R-206] takes institutions once, reports every row it cannot take, and changes nothing the second time', async () => {
    const file = await kept('homes.csv', '\uFEFFid,name,beds\n1,阳光养老院,60\n,,\n2,,10\n3,松鹤园,many\n1,阳光养老院,60\n');
    const first = await importInstitutions({ ...assembly, file, mapping: institutionMap, division });
    expect(first).toMatchObject({ rows: 5, taken: 1, alreadyThere: 0, duplicates: 1 });
    expect(first.notTaken.map((n) => n.line)).toEqual([3, 4, 5]);
    const second = await importInstitutions({ ...assembly, file, mapping: institutionMap, division });
    expect(second).toMatchObject({ rows: 5, taken: 0, alreadyThere: 1, duplicates: 1 });
  });

  it('[R-007] [R-101] takes who is responsible in the first place, and how to complain there', async () => {
    const columns = {
      sourceNumber: 'no',
      name: 'n',
      operationMode: 'm',
      firstResponsible: 'p',
      firstResponsiblePost: 'z',
      complaintLine: 't',
      complaintBox: 'b',
    };
    const file = await kept('people.csv', 'no,n,m,p,z,t,b\n71,双龙营养老院,公建公营,普桂花,院长,0876-4125678,门卫室旁\n');
    expect(await importInstitutions({ ...assembly, file, mapping: { ...institutionMap, columns }, division })).toMatchObject({ taken: 1 });
    const { rows } = await assembly.pool.query(
      `SELECT operation_mode, first_responsible, first_responsible_post, complaint_line, complaint_box FROM institution WHERE source_number = '71'`,
    );
    expect(rows.map(Object.values)).toEqual([['公建公营', '普桂花', '院长', '0876-4125678', '门卫室旁']]);
  });

  it('fills in from a repeated row what the first left empty, and nothing else', async () => {
    const file = await kept('again.csv', 'id,name,beds\n9,长青院,\n9,另一个名字,14\n9,长青院,99\n');
    const runs = [1, 2].map(() => () => importInstitutions({ ...assembly, file, mapping: institutionMap, division }));
    for (const once of runs) expect(await once()).toMatchObject({ rows: 3, duplicates: 2, notTaken: [] });
    const { rows } = await assembly.pool.query(`SELECT name, beds FROM institution WHERE source = 'old' AND source_number = '9'`);
    expect(rows).toEqual([{ name: '长青院', beds: 14 }]);
  });

  it('makes one case of each number; repeated rows are linked, unknown names kept, and the counts add up', async () => {
    const report = await complaints(await kept('complaints.csv', COMPLAINTS));
    expect(report).toMatchObject({ rows: 7, taken: 2, alreadyThere: 0, duplicates: 1, unmatchedInstitutions: 1 });
    expect(report.notTaken.map((n) => n.line)).toEqual([6, 7, 8, 9]);
    const { rows } = await assembly.pool.query(
      'SELECT source_number, institution_name, institution_id IS NULL AS unknown, file FROM case_file ORDER BY source_number',
    );
    expect(rows.map((r) => [r.source_number, r.institution_name, r.unknown])).toEqual([
      ['A1', '阳光 养老院', false],
      ['A2', '无名之家', true],
    ]);
    const { rows: names } = await assembly.pool.query(
      `SELECT e.name FROM case_event e JOIN case_file c USING (case_no) WHERE c.source_number = 'A1' ORDER BY seq`,
    );
    expect(names.map((n) => n.name)).toEqual(['open', 'recordDuplicate']);
  });

  it('[R-102] keeps the day a date names, and climbs no ladder for dates that had passed (C-07)', async () => {
    const { rows } = await assembly.pool.query(
      `SELECT file, received_at, due_at < now() AS overdue FROM case_file WHERE source_number = 'A1'`,
    );
    expect(rows[0].received_at.toISOString()).toBe('2010-05-18T16:00:00.000Z');
    expect(rows[0].overdue).toBe(true);
    expect(nextRung(rows[0].file)).toBeUndefined();
    expect(dayIn('05/19/2010', 'MM/DD/YYYY')).toBe('2010-05-19');
    expect(() => dayIn('02/30/2010', 'MM/DD/YYYY')).toThrow(RangeError);
  });

  it('changes nothing when it is run again, also after having been broken off', async () => {
    const events = async () => (await assembly.pool.query('SELECT count(*)::int AS n FROM case_event')).rows[0].n;
    const numbers = async () => (await assembly.pool.query('SELECT last_value FROM case_number')).rows[0].last_value;
    const before = await events();
    const used = await numbers();
    const again = await complaints(await kept('complaints.csv', COMPLAINTS));
    expect(again).toMatchObject({ rows: 7, taken: 0, alreadyThere: 2, duplicates: 1 });
    expect(await events()).toBe(before);
    expect(await numbers()).toBe(used);
    const many = ['no,home,seen,done,text', ...Array.from({ length: 40 }, (_, i) => `B${i},阳光养老院,05/19/2012,,行${i}`)].join('\n');
    const file = await kept('many.csv', many);
    const stop = () => {
      throw new Error('pulled the plug');
    };
    let dealt = 0;
    await expect(
      importComplaints({ ...assembly, file, mapping: complaintMap, division, onProgress: () => ++dealt === 15 && stop() }),
    ).rejects.toThrow('plug');
    const rest = await complaints(file);
    expect(rest.taken + rest.alreadyThere).toBe(40);
    expect((await assembly.pool.query(`SELECT count(*)::int AS n FROM case_file WHERE source_number LIKE 'B%'`)).rows[0].n).toBe(40);
  });

  it('reads the first sheet of a workbook as it reads CSV: typed dates, numbers, blank rows', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('投诉');
    sheet.addRow(['no', 'home', 'seen', 'done', 'text']);
    sheet.addRow(['C1', '阳光养老院', '05/19/2013', '', '表格']);
    sheet.getRow(4).values = [77, '阳光养老院', new Date(Date.UTC(2013, 4, 20)), '', '日期格'];
    book.addWorksheet('别的').addRow(['x']);
    const file = path.join(folder, 'complaints.xlsx');
    await book.xlsx.writeFile(file);
    const report = await complaints(file);
    expect(report).toMatchObject({ rows: 3, taken: 2, unmatchedInstitutions: 0, notTaken: [{ line: 3, reason: 'the row is blank' }] });
    const { rows } = await assembly.pool.query(`SELECT received_at FROM case_file WHERE source_number = '77'`);
    expect(rows[0].received_at.toISOString()).toBe('2013-05-19T16:00:00.000Z');
    expect(await complaints(file)).toMatchObject({ taken: 0, alreadyThere: 2 });
  });

  it.each(['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati'])('keeps the day a date names on a machine in %s', async (TZ) => {
    const script = `
      const { dayIn } = await import('./intake/day.ts');
      const { startOfDay } = await import('./domain/working-days.ts');
      const day = dayIn('03/10/2013', 'MM/DD/YYYY');
      console.log(day, new Date(startOfDay(day)).toISOString());`;
    const run = promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      env: { ...process.env, TZ, NODE_OPTIONS: '' },
    });
    expect((await run).stdout.trim()).toBe('2013-03-10 2013-03-09T16:00:00.000Z');
  });

  it.each(['05/19/20101', '5/19', '2010-13-01', 'May 19', '0000'])('takes %s for no date', (text) => {
    expect(() => dayIn(text, 'MM/DD/YYYY')).toThrow(RangeError);
  });

  it('survives what a file should not hold: NUL, endless numbers, a quote never closed, another encoding', async () => {
    const odd = await kept(
      'odd.csv',
      `no,home,seen,done,text\nD1,阳光\0养老院,05/19/2010,,a\0b\n${'9'.repeat(4000)},阳光养老院,05/19/2010,,x\n`,
    );
    expect(await complaints(odd)).toMatchObject({ rows: 2, taken: 1, unmatchedInstitutions: 0, notTaken: [{ line: 3 }] });
    const open = await kept('open.csv', 'no,home,seen,done,text\nD2,阳光养老院,05/19/2010,,x\nD3,阳光养老院,05/19/2010,,"x\n');
    await expect(complaints(open)).rejects.toThrow(UnreadableFile);
    expect(await complaints(await kept('closed.csv', 'no,home,seen,done,text\nD2,阳光养老院,05/19/2010,,x\n'))).toMatchObject({
      alreadyThere: 1,
    });
    const gbk = path.join(folder, 'gbk.csv');
    await writeFile(gbk, Buffer.from([0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0x61, 0x0a]));
    await expect(complaints(gbk)).rejects.toThrow('UTF-8');
    await expect(complaints(await kept('no.xlsx', 'no workbook'))).rejects.toThrow(UnreadableFile);
    await expect(complaints(await kept('empty.csv', ''))).rejects.toThrow('empty');
  });

  it('names what a mapping or a file lacks', async () => {
    await expect(complaints(await kept('short.csv', 'no,home\nA,B\n'))).rejects.toThrow('"seen"');
    const nowhere = importComplaints({ ...assembly, file: path.join(folder, 'short.csv'), mapping: complaintMap, division: '999999' });
    await expect(nowhere).rejects.toThrow('999999');
    const wrong = ComplaintMapping.safeParse({ source: 'old', columns: { sourceNumber: 'no' } });
    expect(wrong.error?.issues.map((i) => i.path.join('.'))).toEqual(expect.arrayContaining(['columns.institution', 'columns.receivedOn']));
  });
});
