import { CASE_TYPE } from '../domain/case-types.ts';
import { dayBefore, dayOf } from '../domain/working-days.ts';
import { compose } from '../notification/templates.ts';
import type { EventName } from '../notification/wording.ts';
import type { MessageFacts } from './casebook.ts';

/** Words for a message about a case: what the templates may know of it, and nothing else. */
export function composeForCase(
  event: string,
  { caseNo, type, institution, stage, dueAt, data }: MessageFacts,
): { subject: string; body: string } {
  const { title, stageTitles } = CASE_TYPE[type];
  const dueOn = dueAt === undefined ? undefined : dayBefore(dayOf(dueAt));
  const { subject, text } = compose(event as EventName, {
    caseNo,
    caseType: title.zh,
    institution,
    stage: stageTitles[stage]?.zh ?? stage,
    dueOn,
    ...data,
  });
  return { subject, body: text };
}
