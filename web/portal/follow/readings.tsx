import { dayAndTime } from '../../shared/dates.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { Sheet } from '../ui/page.tsx';
import type { Followed } from './case-page.tsx';

type Step = Followed['unsealings'][number];

const TEXTS = texts(
  {
    title: '谁看过您的身份信息',
    nobody: '没有人申请或查看过。',
    what: { requested: '申请查看', granted: '批准查看', denied: '没有批准', read: '查看了您的信息' } as Record<Step['what'], string>,
    roles: { caseworker: '经办人', supervisor: '科室负责人', leader: '领导', discipline: '纪检监察人员' } as Partial<
      Record<Step['role'], string>
    >,
    officer: '工作人员',
    reason: '理由：',
  },
  {
    title: 'Who has read who you are',
    nobody: 'Nobody has asked to, and nobody has.',
    what: { requested: 'asked to read it', granted: 'granted it', denied: 'refused it', read: 'read it' },
    roles: { caseworker: 'The case officer', supervisor: 'The section head', leader: 'The leader', discipline: 'Discipline inspection' },
    officer: 'An officer',
    reason: 'reason: ',
  },
);

/** Every request to see who complained, what was decided on it, and every reading. */
export function Readings({ steps }: { steps: readonly Step[] }) {
  const t = useTexts(TEXTS);
  return (
    <Sheet title={t.title} id="readings">
      {steps.length === 0 ? (
        <p>{t.nobody}</p>
      ) : (
        <ol className="steps">
          {steps.map(({ at, what, role, reason }) => (
            <li key={`${at}${what}`}>
              <time dateTime={at}>{dayAndTime(at)}</time>
              <span>
                {t.roles[role] ?? t.officer} {t.what[what]}
                {reason !== null && `（${t.reason}${reason}）`}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Sheet>
  );
}
