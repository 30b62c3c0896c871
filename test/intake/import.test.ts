import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import { type Assembly, assemble } from '../../casebook/assembly.ts';
import { nextRung } from '../../domain/kernel/case-file.ts';
import { importComplaints } from '../../intake/complaints.ts';
import { dayIn } from '../../intake/day.ts';
import { importInstitutions } from '../../intake/institutions.ts';
import { ComplaintMapping, InstitutionMapping } from '../../intake/mapping.ts';
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

  it('takes institutions once, reports every row it cannot take, and changes nothing the second time', async () => {
    const file = await kept('homes.csv', '\uFEFFid,name,beds\n1,阳光养老院,60\n,,\n2,,10\n3,松鹤园,many\n1,阳光养老院,60\n');
    const first = await importInstitutions({ ...assembly, file, mapping: institutionMap, division });
    expect(first).toMatchObject({ rows: 5, taken: 1, alreadyThere: 0, duplicates: 1 });
    expect(first.notTaken.map((n) => n.line)).toEqual([3, 4, 5]);
    const second = await importInstitutions({ ...assembly, file, mapping: institutionMap, division });
    expect(second).toMatchObject({ rows: 5, taken: 0, alreadyThere: 1, duplicates: 1 });
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
    const before = await events();
    const again = await complaints(await kept('complaints.csv', COMPLAINTS));
    expect(again).toMatchObject({ rows: 7, taken: 0, alreadyThere: 2, duplicates: 1 });
    expect(await events()).toBe(before);
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

  it('reads the first sheet of a workbook as it reads CSV', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('投诉');
    sheet.addRow(['no', 'home', 'seen', 'done', 'text']);
    sheet.addRow(['C1', '阳光养老院', '05/19/2013', '', '表格']);
    const file = path.join(folder, 'complaints.xlsx');
    await book.xlsx.writeFile(file);
    expect(await complaints(file)).toMatchObject({ rows: 1, taken: 1, unmatchedInstitutions: 0 });
  });

  it('names what a mapping or a file lacks', async () => {
    await expect(complaints(await kept('short.csv', 'no,home\nA,B\n'))).rejects.toThrow('"seen"');
    const wrong = ComplaintMapping.safeParse({ source: 'old', columns: { sourceNumber: 'no' } });
    expect(wrong.error?.issues.map((i) => i.path.join('.'))).toEqual(expect.arrayContaining(['columns.institution', 'columns.receivedOn']));
  });
});
