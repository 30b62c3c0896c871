import { describe, expect, it } from '@jest/globals';
import { PERMISSIONS, permissionsOf } from '../../domain/permissions.ts';
import { ROLES } from '../../domain/roles.ts';
import { giveBack } from '../../web/console/board/give-back.ts';
import { monthsOf, totalsOf } from '../../web/console/case/ledger.ts';
import { mainActions } from '../../web/console/case/offered.ts';
import { asksLeader } from '../../web/console/case/proposal.ts';
import { wayOf } from '../../web/console/case/stages.ts';
import type { OfferedAction } from '../../web/console/case/types.ts';
import { lineAt, linesOf } from '../../web/console/dashboards/lines.ts';
import { homeOf, PAGES, pagesFor } from '../../web/console/pages.ts';

const stops = (type: string, stage: string, visited: string[]) => wayOf(type, stage, visited).map((s) => `${s.stage}:${s.state}`);

describe('the way of a case', () => {
  it('shows what is done, where it stands, and what is ahead', () => {
    expect(stops('complaint', 'awaitingFeedback', ['awaitingTriage', 'awaitingInvestigation'])).toEqual([
      'awaitingTriage:done',
      'awaitingInvestigation:done',
      'awaitingFeedback:now',
      'awaitingCallback:ahead',
      'closed:ahead',
    ]);
  });

  it('shows detours where they were made, and leaves out those that were not', () => {
    expect(stops('filingCheck', 'awaitingSiteCheck', ['awaitingFiling'])).toEqual([
      'awaitingFiling:done',
      'awaitingSiteCheck:now',
      'closed:ahead',
    ]);
    const suspended = stops('rectification', 'suspended', ['awaitingNotice', 'awaitingRectification', 'suspended', 'suspended']);
    expect(suspended.filter((stop) => stop.startsWith('suspended'))).toEqual(['suspended:now']);
    expect(suspended[2]).toBe('suspended:now');
  });

  it('ends when it is closed', () => {
    expect(stops('referral', 'closed', []).at(-1)).toBe('closed:done');
  });
});

describe('the ledger of a date as a calendar', () => {
  const day = (date: string, counted: boolean, reason: string, number?: number) => ({ date, counted, reason, number });
  const ledger = [
    day('2026-10-30', false, 'dayOfReceipt'),
    day('2026-10-31', false, 'weekend'),
    day('2026-11-01', false, 'weekend'),
    day('2026-11-02', true, 'workingDay', 1),
  ];

  it('begins weeks on Monday, keeps months apart and shows only weeks that it reaches into', () => {
    const [october, november] = monthsOf(ledger);
    expect([october?.month, october?.weeks.length]).toEqual(['2026-10', 1]);
    expect(october?.weeks[0]?.map((cell) => cell?.day)).toEqual([26, 27, 28, 29, 30, 31, undefined]);
    expect(november?.weeks.map((week) => week.map((cell) => cell?.entry?.reason).filter(Boolean))).toEqual([['weekend'], ['workingDay']]);
    expect(november?.weeks[1]?.[0]).toMatchObject({ day: 2, last: true });
  });

  it('adds up what counted and what did not, and why', () => {
    expect(totalsOf(ledger)).toEqual({ counted: 1, skipped: { dayOfReceipt: 1, weekend: 2 } });
  });
});

describe('what is offered first', () => {
  const offered = (...names: string[]) => names.map((name) => ({ name, title: name })) as unknown as OfferedAction[];
  const names = (actions: OfferedAction[]) => actions.map(({ name }) => name);

  it('is what the case waits for, and never what can always be done: notes, recusal, reassignment', () => {
    const availableActions = offered('recuse', 'addNote', 'requestExtension', 'submitRectification', 'reassign');
    const next = { event: 'submitRectification', at: '2026-12-17T16:00:00.000Z' };
    const { main, more } = mainActions({ availableActions, next });
    expect(names(main)).toEqual(['submitRectification', 'requestExtension']);
    expect(names(more)).toEqual(['recuse', 'addNote', 'reassign']);
    expect(mainActions({ availableActions: offered('recuse', 'escalate'), next }).main).toEqual([]);
  });
});

describe('what the leader is asked', () => {
  const event = (name: string, data = {}) => ({ kind: name === 'propose' ? ('rung' as const) : ('action' as const), name, data });
  const asked = event('propose', { rung: 'propose' });

  it('stands until they decide or the institution submits', () => {
    expect(asksLeader([event('issueNotice')])).toBe(false);
    expect(asksLeader([event('issueNotice'), asked, event('addNote')])).toBe(true);
    for (const answer of ['orderSuspension', 'reportToGovernment', 'submitRectification'])
      expect([answer, asksLeader([asked, event(answer)])]).toEqual([answer, false]);
    expect(asksLeader([asked, event('submitRectification'), event('verify'), asked])).toBe(true);
  });
});

describe('what a click into a chart of lines means', () => {
  const lines = [
    { name: 'answer', data: [100, 40, null] },
    { name: 'check', data: [100, 80, 60] },
  ];

  it('is the nearest line, and of several at the same height the one on top', () => {
    expect([lineAt(lines, 1, 45)?.name, lineAt(lines, 1, 95)?.name, lineAt(lines, 0, 98)?.name]).toEqual(['answer', 'check', 'check']);
    expect(lineAt(lines, 2, 5)?.name).toBe('check');
    expect(lineAt(lines, 3, 50)).toBeUndefined();
  });

  it('is the area that lies there, where they are stacked', () => {
    const areas = lines.map((line) => ({ ...line, stack: 'open' }));
    expect([lineAt(areas, 1, 39)?.name, lineAt(areas, 1, 41)?.name, lineAt(areas, 1, 500)?.name]).toEqual(['answer', 'check', 'check']);
  });

  it('is asked of charts of lines alone', () => {
    expect(
      linesOf({
        series: [
          { type: 'line', ...lines[0] },
          { type: 'bar', ...lines[1] },
        ],
      }),
    ).toEqual([]);
    expect(linesOf({ series: [{ type: 'line', ...lines[0] }] })).toHaveLength(1);
  });
});

describe('giving cases back', () => {
  it('gives each officer their own, and leaves what was nobody’s', () => {
    const cases = [{ caseNo: 'a', from: 'li' }, { caseNo: 'b' }, { caseNo: 'c', from: 'wang' }, { caseNo: 'd', from: 'li' }];
    expect(giveBack(cases)).toEqual([
      { to: 'li', caseNos: ['a', 'd'] },
      { to: 'wang', caseNos: ['c'] },
    ]);
  });
});

describe('the pages of the console', () => {
  const paths = (role: (typeof ROLES)[number]) => pagesFor({ permissions: permissionsOf(role) }).map(({ path }) => path);

  it('open by permissions that the server knows', () => {
    expect(PAGES.flatMap(({ may, unless }) => [...may, ...(unless ? [unless] : [])]).filter((name) => !(name in PERMISSIONS))).toEqual([]);
  });

  it('lead everybody somewhere, and discipline inspection to its queue alone', () => {
    for (const role of ROLES) expect([role, homeOf({ role, permissions: permissionsOf(role) })]).toEqual([role, expect.anything()]);
    expect(paths('discipline')).toEqual(expect.arrayContaining(['/referrals']));
    expect(paths('discipline')).not.toEqual(expect.arrayContaining(['/work']));
    expect(ROLES.filter((role) => paths(role).includes('/admin/keys'))).toEqual(['admin']);
  });
});
