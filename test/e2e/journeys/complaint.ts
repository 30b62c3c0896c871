import { accessible } from '../accessible.ts';
import type { Stage } from '../stage.ts';
import { type Language, PHONE, Visitor } from '../visitor.ts';
import { complain } from './complain.ts';
import { take } from './take.ts';

const SAYS = {
  zh: { yes: '满意', tell: '提交评价', closed: '已答复办结' },
  en: { yes: 'Yes', tell: 'Send', closed: 'Answered and closed' },
};

/** A complaint from the portal on a phone, handled at a desk, to the satisfied complainant. */
export async function complaintJourney({ browser, url, report }: Stage, language: Language): Promise<void> {
  await report.try(`a complaint goes from the portal to the satisfied complainant (${language})`, async () => {
    const family = await Visitor.arrives(browser, { url, size: PHONE, language });
    const officer = await Visitor.arrives(browser, { url, language });
    const code = await complain(family, language, async () => undefined);
    const caseNo = (await family.page.locator('.facts dd').first().textContent()) ?? '';
    await officer.signIn('caseworker');
    for (const action of ['accept', 'recordInvestigation', 'giveFeedback']) await take(officer, caseNo, action);
    await officer.open(`/cases/${caseNo}`);
    await officer.picture(`console-complaint-${language}`);
    await accessible(officer.page);
    await family.open(`/portal/follow#${code}`);
    await family.page.locator('#answer-title').waitFor();
    await family.picture(`portal-answered-${language}`);
    await family.page.getByRole('radio', { name: SAYS[language].yes, exact: true }).check();
    await family.page.locator('#satisfied-title').locator('..').getByRole('button', { name: SAYS[language].tell }).click();
    await family.page.getByRole('heading', { level: 1, name: SAYS[language].closed }).waitFor();
    await accessible(family.page);
    await family.leaves();
    await officer.leaves();
  });
}
