import type { Visitor } from '../visitor.ts';

/** Takes the step that the open form is for, with what the form proposes. */
export async function takeStep({ page }: Visitor): Promise<void> {
  const drawer = page.locator('.action-drawer');
  await drawer.locator('.action-foot').waitFor();
  for (const example of await drawer.locator('.form-example').all()) await example.click();
  for (const choice of await drawer.locator('.ant-radio-group:not(:has(input:checked))').all())
    await choice.locator('label').first().click();
  await drawer.locator('.action-foot .ant-btn-primary').click();
  await drawer.waitFor({ state: 'hidden' }).catch(async (error: unknown) => {
    const wrong = await drawer.locator('.ant-form-item-explain-error, .problem').allTextContents();
    throw new Error(`the step was not taken: ${wrong.join('; ')}`, { cause: error });
  });
}

/** Opens a case at one of its steps and takes it. */
export async function take(visitor: Visitor, caseNo: string, action: string): Promise<void> {
  await visitor.open(`/cases/${caseNo}?act=${action}`);
  await takeStep(visitor);
}
