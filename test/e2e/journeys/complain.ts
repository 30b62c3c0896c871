import assert from 'node:assert/strict';
import type { Visitor } from '../visitor.ts';

/** What the portal says, in each language, where a journey has to press it. */
const WORDS = {
  zh: {
    next: '下一步',
    submit: '提交',
    anonymous: '匿名',
    named: '实名',
    name: '姓名',
    phone: '电话',
    food: '饮食问题',
    content: '发生了什么？',
    home: '养老机构的名称',
    saved: '我已经把回执码保存好了',
    follow: '查看办理进度',
  },
  en: {
    next: 'Next',
    submit: 'Send',
    anonymous: 'Anonymous',
    named: 'With my name',
    name: 'Name',
    phone: 'Telephone',
    food: 'Food',
    content: 'What happened?',
    home: 'Name of the home',
    saved: 'I have saved the receipt code',
    follow: 'See how it goes',
  },
};

interface Manner {
  language: 'zh' | 'en';
  /** Says who complains; nobody when left out. */
  named?: { name: string; phone: string };
  /** Called at every step. */
  look?: (step: string) => Promise<void>;
}

/** Complains on the portal about a home of the register; answers the receipt code. */
export async function complain(visitor: Visitor, { language, named, look = async () => undefined }: Manner): Promise<string> {
  const { page } = visitor;
  const words = WORDS[language];
  await visitor.open('/portal/complain');
  await page.getByRole('radio', { name: words.food }).check();
  await page.getByLabel(words.content).fill('晚饭多次有异味，老人反映腹泻，食堂没有留样。');
  await look('complain-1');
  await page.getByRole('button', { name: words.next }).click();
  await page.getByRole('combobox', { name: words.home }).fill('安康');
  await page.getByRole('option', { name: /安康养老院/ }).waitFor();
  await look('complain-2');
  await page.getByRole('option', { name: /安康养老院/ }).click();
  await page.getByRole('button', { name: words.next }).click();
  await page.getByRole('radio', { name: named ? words.named : words.anonymous }).check();
  if (named) {
    await page.getByLabel(words.name, { exact: true }).fill(named.name);
    await page.getByLabel(words.phone, { exact: true }).fill(named.phone);
  }
  await look('complain-3');
  await page.getByRole('button', { name: words.submit, exact: true }).click();
  const code = (await page.locator('output').textContent()) ?? '';
  assert.match(code, /^[0-9A-Z-]{20,}$/);
  await look('receipt');
  await page.getByRole('checkbox', { name: words.saved }).check();
  await page.getByRole('link', { name: words.follow }).click();
  await page.locator('#steps-title').waitFor();
  assert.equal(page.url().includes(code), false, 'the receipt code stays out of the address');
  return code;
}
