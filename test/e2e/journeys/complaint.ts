import assert from 'node:assert/strict';
import { accessible } from '../accessible.ts';
import type { Stage } from '../stage.ts';
import { type Language, PHONE, Visitor } from '../visitor.ts';
import { complain } from './complain.ts';
import { take } from './take.ts';

const SAYS = {
  zh: { yes: '满意', tell: '提交评价', closed: '已答复办结', more: '还想补充什么？', add: '提交补充' },
  en: { yes: 'Yes', tell: 'Send', closed: 'Answered and closed', more: 'What would you like to add?', add: 'Send' },
};
const ZHANG = { name: '张三丰', phone: '13800000000' };

/** A complaint from the portal on a phone, handled at a desk, to the satisfied complainant; in Chinese with a name, in English without. */
export async function complaintJourney({ browser, url, report }: Stage, language: Language): Promise<void> {
  await report.try(`a complaint goes from the portal to the satisfied complainant (${language})`, async () => {
    const family = await Visitor.arrives(browser, { url, size: PHONE, language });
    const officer = await Visitor.arrives(browser, { url, language });
    const head = await Visitor.arrives(browser, { url });
    const code = await complain(family, { language, ...(language === 'zh' ? { named: ZHANG } : {}) });
    const caseNo = (await family.page.locator('.facts dd').first().textContent()) ?? '';
    await supplement(family, SAYS[language]);
    await officer.signIn('caseworker');
    await head.signIn('supervisor');
    await take(officer, caseNo, 'accept');
    if (language === 'zh') await readWhoComplained(officer, head, caseNo);
    for (const action of ['recordInvestigation', 'giveFeedback']) await take(officer, caseNo, action);
    await officer.open(`/cases/${caseNo}`);
    await officer.picture(`console-complaint-${language}`);
    await accessible(officer.page);
    await family.open(`/portal/follow#${code}`);
    await family.page.locator('#answer-title').waitFor();
    if (language === 'zh') await family.page.getByText('查看了您的信息').waitFor();
    await family.settled();
    await family.picture(`portal-answered-${language}`);
    await satisfied(family, SAYS[language]);
    await accessible(family.page);
    for (const visitor of [family, officer, head]) await visitor.leaves();
  });
}

async function supplement(family: Visitor, says: (typeof SAYS)[Language]): Promise<void> {
  const sheet = family.page.locator('#supplement-title').locator('..');
  await sheet.getByLabel(says.more).fill('昨天晚饭后又有两位老人腹泻。');
  await sheet.getByRole('button', { name: says.add }).click();
  await family.page.locator('.steps li').nth(1).waitFor();
}

async function satisfied({ page }: Visitor, says: (typeof SAYS)[Language]): Promise<void> {
  await page.getByRole('radio', { name: says.yes, exact: true }).check();
  await page.locator('#satisfied-title').locator('..').getByRole('button', { name: says.tell }).click();
  await page.getByRole('heading', { level: 1, name: says.closed }).waitFor();
}

/** The officer asks to see who complained, the section head grants it, the officer reads it: the complainant is shown all three. */
async function readWhoComplained(officer: Visitor, head: Visitor, caseNo: string): Promise<void> {
  const informant = `/api/v1/cases/${caseNo}/informant`;
  const { id } = await officer.post<{ id: number }>(`${informant}/requests`, { reason: '需当面核实' });
  await head.post(`${informant}/requests/${id}/decision`, { granted: true, reason: '核查需要', hours: 2 });
  assert.equal((await officer.get<{ name: string }>(informant)).name, ZHANG.name);
}
