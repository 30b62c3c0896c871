import { describe, expect, it } from '@jest/globals';
import { defaultPolicy, PACKS, type Policy, packFor, type Rung, validatePolicy } from '../../domain/policy/index.ts';

const withLadder = (ladder: keyof Policy['ladders'], rungs: Rung[]): Policy => ({
  ...defaultPolicy,
  ladders: { ...defaultPolicy.ladders, [ladder]: rungs },
});

const fieldsOf = (policy: Policy): string[] => validatePolicy(policy).map(({ field }) => field);

describe('the packs', () => {
  it('are five, valid, and each names its document', () => {
    expect(PACKS.map(({ jurisdiction, source }) => [jurisdiction, source])).toEqual([
      ['350421', '明民〔2024〕28号'],
      ['371724', '巨民发〔2023〕10号'],
      ['430000', '湘民办函〔2023〕6号'],
      ['532626', '丘政办发〔2022〕148号'],
      ['610300', '宝民发〔2020〕133号'],
    ]);
    for (const pack of [defaultPolicy, ...PACKS]) expect(validatePolicy(pack)).toEqual([]);
  });

  it('[R-004] [R-013] give 20 working days for the site check, with the departments in Qiubei and without in Hunan', () => {
    for (const { filing } of PACKS) expect(filing).toMatchObject({ onSiteCheckWorkingDays: 20, unfiledOnSiteCheckWorkingDays: 20 });
    expect(packFor('532626').filing.jointCheck).toBe(true);
    expect(packFor('430000').filing.jointCheck).toBe(false);
  });

  it('[R-102] give 5 working days for the answer to a complaint', () => {
    for (const { complaint } of PACKS) expect(complaint.answerWorkingDays).toBe(5);
  });

  it('[R-068] publish what an institution found itself only by a decision', () => {
    for (const { rectification } of PACKS) expect(rectification.publishSelfFound).toBe(false);
  });

  it('[R-090] [R-091] never refer, suspend or ban an institution by themselves', () => {
    for (const { ladders } of PACKS)
      expect(ladders.institutionLate.map(({ rung }) => rung)).toEqual(['remind', 'overdue', 'urge', 'propose']);
  });
});

describe('the policy of a division', () => {
  it.each([
    ['532626', '532626'],
    ['532626103', '532626'], // a town of Qiubei
    ['610302', '610300'], // a district of Baoji
    ['430102', '430000'], // a district of Changsha
    ['430000', '430000'],
    ['110101', '000000'],
  ])('%s is that of %s', (division, jurisdiction) => expect(packFor(division).jurisdiction).toBe(jurisdiction));

  it('follows the chain that is given, nearest first', () => {
    expect(packFor('x', ['610300', '430000']).jurisdiction).toBe('610300');
    expect(packFor('532626103', []).jurisdiction).toBe('000000');
  });
});

describe('a policy that is edited', () => {
  it.each([
    ['jurisdiction', { jurisdiction: '5326' }],
    ['name', { name: ' ' }],
    ['source', { source: '' }],
    ['version', { version: 0 }],
    ['filing.inspectors', { filing: { ...defaultPolicy.filing, inspectors: 0 } }],
    ['filing.jointCheck', { filing: { ...defaultPolicy.filing, jointCheck: 'yes' as unknown as boolean } }],
    ['filing.onSiteCheckWorkingDays', { filing: { ...defaultPolicy.filing, onSiteCheckWorkingDays: -1 } }],
    ['filing.recheckWorkingDays', { filing: { ...defaultPolicy.filing, recheckWorkingDays: 2.5 } }],
    ['filing.colour', { filing: { ...defaultPolicy.filing, colour: 1 } }],
    ['returns.cap', { returns: { ...defaultPolicy.returns, cap: 5000 } }],
    ['clock.suspensionReviewWorkingDays', { clock: {} as Policy['clock'] }],
    ['complaint.investigationWorkingDays', { complaint: { ...defaultPolicy.complaint, investigationWorkingDays: 5 } }],
  ])('is wrong in %s', (field, changes) => expect(fieldsOf({ ...defaultPolicy, ...changes })).toEqual([field]));

  it('is wrong in the severity without a period', () => {
    const rectification = { ...defaultPolicy.rectification, itemWorkingDays: { onTheSpot: 1, general: 15, major: 30 } as never };
    expect(fieldsOf({ ...defaultPolicy, rectification })).toEqual(['rectification.itemWorkingDays.intractable']);
  });

  const overdue: Rung = { rung: 'overdue', at: 0 };
  it.each<[string, keyof Policy['ladders'], Rung[]]>([
    ['has no rung overdue', 'internalLate', [{ rung: 'supervise', at: 2 }]],
    ['refers without supervision', 'officialLate', [overdue, { rung: 'refer', at: 5 }]],
    ['refers a colleague inside the bureau', 'internalLate', [overdue, { rung: 'supervise', at: 2 }, { rung: 'refer', at: 5 }]],
    ['proposes against an official', 'officialLate', [overdue, { rung: 'propose', at: 2 }]],
    ['has a rung twice', 'departmentLate', [overdue, { rung: 'circulate', at: 3 }, { rung: 'circulate', at: 6 }]],
    ['is not in order', 'officialLate', [{ rung: 'supervise', at: 2 }, overdue]],
    ['has two rungs at once', 'institutionLate', [overdue, { rung: 'urge', at: 1 }, { rung: 'propose', at: 1 }]],
    ['reminds after the date', 'departmentLate', [overdue, { rung: 'remind', at: 1 }]],
    ['urges before the date', 'institutionLate', [{ rung: 'urge', at: -1 }, overdue]],
    ['counts in parts of days', 'institutionLate', [overdue, { rung: 'urge', at: 1.5 }]],
  ])('is wrong in the ladder that %s', (_, ladder, rungs) => {
    const errors = validatePolicy(withLadder(ladder, rungs));
    expect(errors).not.toEqual([]);
    for (const { field } of errors) expect(field).toMatch(new RegExp(`^ladders\\.${ladder}(\\.\\d\\.(rung|at))?$`));
  });

  it('is right with a shorter ladder', () => {
    expect(validatePolicy(withLadder('officialLate', [overdue, { rung: 'supervise', at: 1 }]))).toEqual([]);
  });
});
