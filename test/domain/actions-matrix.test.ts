import { describe, expect, it } from '@jest/globals';
import { CASE_TYPE } from '../../domain/case-types.ts';
import { actionsOf, CASE_TYPES, type CaseTypeName } from '../../domain/kernel/index.ts';
import { BY_LETTER } from '../builders/people.ts';
import { momentsOf } from '../builders/walks.ts';

/**
 * Who may do what, and when, written by hand. A column for each stage, a letter for each role: h hotline, c caseworker, s supervisor,
 * l leader, d department, i institution, j discipline, a auditor, m admin, p complainant; `-` nobody.
 */
const EXPECTED: Record<CaseTypeName, string> = {
  rectification: `
    action                awaitingNotice awaitingRectification suspended awaitingVerification awaitingSignOff awaitingLookBack closed
    issueNotice           cs             -                     -         -                    -               -                -
    submitRectification   -              ci                    ci        -                    -               -                -
    requestExtension      -              i                     i         -                    -               -                -
    decideExtension       -              sl                    sl        -                    -               -                -
    verify                -              -                     -         cd                   -               -                -
    signOff               -              -                     -         -                    l               -                -
    recordLookBack        -              -                     -         -                    -               cs               -
    orderSuspension       -              l                     -         l                    -               -                -
    liftSuspension        -              -                     l         l                    l               -                -
    listForSupervision    -              l                     l         l                    -               -                -
    openJointEnforcement  -              l                     l         l                    -               -                -
    reportToGovernment    -              l                     l         l                    -               -                -
    publish               -              csl                   csl       csl                  csl             csl              -
    proposeSanctions      cs             cs                    cs        cs                   cs              cs               cs
    assign                sl             sl                    sl        sl                   sl              sl               -
    reassign              sl             sl                    sl        sl                   sl              sl               -
    returnToSupervisor    c              c                     c         c                    c               c                -
    addNote               csld           csld                  csld      csld                 csld            csld             -
    attachEvidence        csldi          csldi                 csldi     csldi                csldi           csldi            -
    suspendClock          sl             sl                    sl        sl                   sl              sl               -
    resumeClock           csl            csl                   csl       csl                  csl             csl              -
    extendDeadline        sl             sl                    sl        sl                   sl              sl               -
    escalate              csl            csl                   csl       csl                  csl             csl              -
    linkCase              csl            csl                   csl       csl                  csl             csl              -
    withdraw              sl             sl                    sl        sl                   sl              sl               -
    recuse                csl            csl                   csl       csl                  csl             csl              -
    identifyInstitution   csl            csl                   csl       csl                  csl             csl              -
    proposeListing        cs             cs                    cs        cs                   cs              cs               cs
    decideSanction        l              l                     l         l                    l               l                l
    endListing            l              l                     l         l                    l               l                l
    exclude               -              -                     -         -                    -               -                -
    legalHold             -              -                     -         -                    -               -                -
    anonymise             -              -                     -         -                    -               -                -
    recordReply           -              csld                  csld      csld                 csld            csld             csld
    recordDuplicate       -              -                     -         -                    -               -                -
    release               -              -                     -         -                    -               -                -
    recount               -              -                     -         -                    -               -                -
    adoptPolicy           -              -                     -         -                    -               -                -`,
  complaint: `
    action                awaitingTriage awaitingInvestigation awaitingFeedback awaitingCallback closed
    accept                cs             -                     -                -                -
    transfer              cs             cs                    -                -                -
    merge                 hcs            cs                    cs               -                -
    recordInvestigation   -              c                     -                -                -
    giveFeedback          -              -                     cs               -                -
    closeUnfounded        -              cs                    cs               -                -
    recordCallback        -              -                     -                hcsp             -
    requestReopening      -              -                     -                -                hp
    decideReopening       -              -                     -                sl               -
    openRectification     -              cs                    cs               cs               -
    refer                 csl            csl                   csl              csl              -
    supplement            hp             hp                    hp               hp               -
    banFromIndustry       -              -                     l                l                l
    requestUnsealing      c              c                     c                c                c
    decideUnsealing       s              s                     s                s                s
    readInformant         -              -                     -                -                -
    assign                sl             sl                    sl               sl               -
    reassign              sl             sl                    sl               sl               -
    returnToSupervisor    c              c                     c                c                -
    addNote               csld           csld                  csld             csld             -
    attachEvidence        csldi          csldi                 csldi            csldi            -
    suspendClock          sl             sl                    sl               sl               -
    resumeClock           csl            csl                   csl              csl              -
    extendDeadline        sl             sl                    -                sl               -
    escalate              csl            csl                   csl              csl              -
    linkCase              csl            csl                   csl              csl              -
    withdraw              sl             sl                    sl               sl               -
    recuse                csl            csl                   csl              csl              -
    nameOfficials         hcsl           hcsl                  hcsl             hcsl             -
    identifyInstitution   csl            csl                   csl              csl              -
    proposeListing        cs             cs                    cs               cs               cs
    decideSanction        l              l                     l                l                l
    endListing            l              l                     l                l                l
    absorb                -              -                     -                -                -
    answerMerged          -              -                     -                -                -
    exclude               -              -                     -                -                -
    legalHold             -              -                     -                -                -
    anonymise             -              -                     -                -                -
    recordReply           -              -                     -                -                csld
    recordDuplicate       -              -                     -                -                -
    release               -              -                     -                -                -
    recount               -              -                     -                -                -
    adoptPolicy           -              -                     -                -                -`,
  filingCheck: `
    action                awaitingSiteCheck awaitingCorrection awaitingRecheck awaitingFiling closed
    recordSiteCheck       cs                -                  cs              -              -
    confirm               sl                -                  sl              -              -
    requestCorrection     cs                -                  cs              -              -
    submitCorrection      -                 ci                 -               -              -
    urgeFiling            -                 -                  -               cs             -
    recordFiling          -                 -                  -               cs             -
    openJointEnforcement  -                 -                  -               l              -
    recordBreach          csl               csl                csl             csl            -
    assign                sl                sl                 sl              sl             -
    reassign              sl                sl                 sl              sl             -
    returnToSupervisor    c                 c                  c               c              -
    addNote               csld              csld               csld            csld           -
    attachEvidence        csldi             csldi              csldi           csldi          -
    suspendClock          sl                sl                 sl              sl             -
    resumeClock           csl               csl                csl             csl            -
    extendDeadline        sl                sl                 sl              sl             -
    escalate              csl               csl                csl             csl            -
    linkCase              csl               csl                csl             csl            -
    withdraw              sl                sl                 sl              sl             -
    recuse                csl               csl                csl             csl            -
    identifyInstitution   csl               csl                csl             csl            -
    proposeListing        cs                cs                 cs              cs             cs
    decideSanction        l                 l                  l               l              l
    endListing            l                 l                  l               l              l
    exclude               -                 -                  -               -              -
    legalHold             -                 -                  -               -              -
    anonymise             -                 -                  -               -              -
    recordReply           -                 -                  -               -              csld
    recordDuplicate       -                 -                  -               -              -
    release               -                 -                  -               -              -
    recount               -                 -                  -               -              -
    adoptPolicy           -                 -                  -               -              -`,
  referral: `
    action                queued accepted registered returned closed
    acceptReferral        j      -        -          -        -
    returnReferral        j      j        -          -        -
    supplement            -      -        -          csl      -
    registerReferral      -      j        -          -        -
    concludeReferral      -      -        j          -        -
    reassign              j      j        j          j        -
    addNote               j      j        j          j        -
    attachEvidence        j      j        j          j        -
    readInformant         -      -        -          -        -
    exclude               -      -        -          -        -
    release               -      -        -          -        -
    legalHold             -      -        -          -        -
    anonymise             -      -        -          -        -
    recount               -      -        -          -        -
    adoptPolicy           -      -        -          -        -`,
};

/** Rows of `[action, stage, letters]`. */
function rowsOf(table: string): [string, string, string][] {
  const [head = [], ...rows] = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  return rows.flatMap(([action = '', ...cells]) => cells.map((letters, i): [string, string, string] => [action, head[i + 1]!, letters]));
}

describe.each(CASE_TYPES)('who may do what with a case of type %s', (name) => {
  const { kase, moments } = momentsOf(name);
  const rows = rowsOf(EXPECTED[name]);

  it('is written for every action and every stage', () => {
    expect([...new Set(rows.map(([action]) => action))].sort()).toEqual(Object.keys(actionsOf(CASE_TYPE[name])).sort());
    expect([...new Set(rows.map(([, stage]) => stage))]).toEqual(CASE_TYPE[name].stages);
    expect(Object.keys(CASE_TYPE[name].stageTitles)).toEqual(CASE_TYPE[name].stages);
  });

  it.each(rows)('%s at %s belongs to %s', (action, stage, letters) => {
    const here = moments.filter(({ file }) => file.stage === stage).map((moment) => kase.standing(moment));
    expect(here.length).toBeGreaterThan(0);
    const allowed = Object.keys(BY_LETTER).filter((letter) => here.some((then) => then.may(BY_LETTER[letter]!).includes(action)));
    expect(allowed.sort().join('') || '-').toBe([...letters].sort().join(''));
  });

  it('belongs to nobody when the case concerns them', () => {
    const excluded = Object.values(BY_LETTER).map((actor) => actor.id);
    for (const { file, now } of moments)
      for (const actor of Object.values(BY_LETTER)) expect(kase.standing({ file: { ...file, excluded }, now }).may(actor)).toEqual([]);
  });

  it('knows no action by the name of something that every object has', () => {
    for (const name of ['constructor', 'toString', '__proto__'])
      expect(kase.refused(name, BY_LETTER.s!)).toMatchObject({ code: 'action-not-available' });
  });
});
