import { describe, expect, it } from '@jest/globals';
import { rehearse } from '../../cli/rehearsal/rehearse.ts';
import { PACKS, type Policy } from '../../domain/policy/index.ts';
import { testServers } from '../harness/servers.ts';

describe('a rehearsal', () => {
  const policy = PACKS.find((p) => p.jurisdiction === '532626') as Policy;
  const testServer = () => testServers().programs['temporal-test-server'].path ?? '';

  it('[R-102] shows that a complaint nobody touches reaches the referral queue by itself', async () => {
    const moments = await rehearse({ type: 'complaint', policy, idle: true, testServer: testServer() });
    const rungs = moments.filter((m) => m.kind === 'rung' && m.caseNo.startsWith('TS')).map((m) => m.name);
    expect(rungs).toEqual(['remind', 'overdue', 'supervise', 'remind', 'overdue', 'supervise', 'refer']);
    expect(moments.find((m) => m.caseNo.startsWith('YS'))).toMatchObject({ name: 'open', stage: 'queued' });
  });

  it('[R-004] walks a filing check to its end in the order of the regulation', async () => {
    const moments = await rehearse({ type: 'filingCheck', policy, idle: false, testServer: testServer() });
    expect(moments.map((m) => m.name)).toEqual(['open', 'recordSiteCheck', 'confirm']);
    expect(moments.at(-1)).toMatchObject({ stage: 'closed' });
  });
});
