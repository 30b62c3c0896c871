import { accessible } from '../accessible.ts';
import type { Stage } from '../stage.ts';
import { PHONE, Visitor } from '../visitor.ts';
import { lookAt } from './portal-pages.ts';

const HAZARD = { description: '疏散通道被床位占用', kind: 'fire', severity: 'general' };
const REPLY = '已派员检查，责令三日内清理，并将复查。';
const RECORD = { name: '检查记录.txt', mimeType: 'text/plain', buffer: Buffer.from('检查记录：二楼东侧通道') };

/** A department without an account reads a letter by its link and answers it on a phone, once; a link that was replaced says so. */
export async function letterJourney({ browser, url, report }: Stage): Promise<void> {
  await report.try('a department answers a letter by its one-time link; a replaced link says that it has ended', async () => {
    const officer = await Visitor.arrives(browser, { url });
    await officer.signIn('caseworker');
    const leader = await Visitor.arrives(browser, { url });
    await leader.signIn('leader');
    const caseNo = await jointEnforcement(officer, leader);
    const replaced = await link(leader, caseNo);
    const open = await link(leader, caseNo);
    const department = await Visitor.arrives(browser, { url });
    department.expects = /404/;
    await department.open(replaced);
    await department.page.getByRole('heading', { name: '这个链接打不开了' }).waitFor();
    await lookAt(department, 'portal-letter-ended');
    await department.open(open);
    await department.page.getByText(HAZARD.description).waitFor();
    await lookAt(department, 'portal-letter');
    await department.leaves();
    await answer(await Visitor.arrives(browser, { url, size: PHONE }), open);
    await leader.open(`/cases/${caseNo}`);
    await leader.page.getByText(REPLY).first().waitFor();
    for (const visitor of [officer, leader]) await visitor.leaves();
  });
}

async function answer(department: Visitor, address: string): Promise<void> {
  const { page } = department;
  await department.open(address);
  await page.getByRole('button', { name: '提交回函' }).click();
  await page.getByText('请写明由谁回复。').waitFor();
  await page.getByLabel('处理意见').fill(REPLY);
  await page.getByLabel('回复人姓名和职务').fill('张工');
  await page.getByLabel('附件（可以不传）').setInputFiles(RECORD);
  await department.picture('portal-letter-filled');
  await page.getByRole('button', { name: '提交回函' }).click();
  await page.getByText('这封函已经回复').waitFor();
  await department.picture('portal-letter-answered');
  await accessible(page);
  await department.open(address);
  await page.getByText('这封函已经回复').waitFor();
  await department.leaves();
}

/** A rectification in which the leader asks the fire brigade for joint enforcement. */
async function jointEnforcement(officer: Visitor, leader: Visitor): Promise<string> {
  const data = { institution: { id: 'ankang' }, source: 'inspection', items: [HAZARD] };
  const { caseNo } = await officer.post<{ caseNo: string }>('/api/v1/rectifications', data);
  await officer.post(`/api/v1/cases/${caseNo}/actions/issueNotice`, {});
  await leader.post(`/api/v1/cases/${caseNo}/actions/openJointEnforcement`, { reason: '拒不整改', departments: ['消防救援大队'] });
  return caseNo;
}

/** A new link to the letter, which ends those before it. */
async function link(leader: Visitor, caseNo: string): Promise<string> {
  const made = await leader.post<{ url: string }>(`/api/v1/cases/${caseNo}/letters/1/links`, {});
  return new URL(made.url).pathname;
}
