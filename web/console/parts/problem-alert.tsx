import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { Problem } from '../../api/problem.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { ACTION_WORDS } from '../../words/actions.ts';
import { FIELD_WORDS } from '../../words/fields.ts';
import { PROBLEM_WORDS } from '../../words/problems.ts';
import { detailOf, refusalIn, said } from '../../words/refusals.ts';
import { useWords, type Word } from '../../words/word.ts';

const TEXTS = texts(
  { instead: '现在可以办理：', unknown: '出错了，请重试' },
  { instead: 'What can be done now: ', unknown: 'Something failed; try again' },
);

/** Says in one line why the server did not do something. */
export function useProblemText(): (error: unknown) => string {
  const t = useTexts(TEXTS);
  const words = useWords(PROBLEM_WORDS);
  return (error) => {
    if (!(error instanceof Problem)) return error instanceof Error ? error.message : t.unknown;
    const named = words(error.code);
    return named === error.code ? refusalIn(error.message) : named;
  };
}

interface Props {
  problem: unknown;
  /** Names of fields that are not called by the words of all forms. */
  called?: Word;
  children?: ReactNode;
}

const NOTHING_SAID = { fields: [], available: [], message: '', code: '' };
const asIs: Word = (field) => field;

/** Shows why the server did not do something: in words, field by field, and what can be done instead. */
export function ProblemAlert({ problem, called = asIs, children }: Props) {
  const t = useTexts(TEXTS);
  const text = useProblemText();
  const fields = useWords(FIELD_WORDS);
  const actions = useWords(ACTION_WORDS);
  if (!problem) return null;
  const known = problem instanceof Problem ? problem : NOTHING_SAID;
  const { fields: wrong, available, message, code } = known;
  const label = (field: string) =>
    field
      .split('.')
      .map((part) => (/^\d+$/.test(part) ? `#${Number(part) + 1}` : called(part) === part ? fields(part) : called(part)))
      .join(' ');
  const detail = wrong.length === 0 ? detailOf(known, message) : undefined;
  return (
    <Alert
      type={code === 'offline' ? 'warning' : 'error'}
      showIcon
      role="alert"
      className="problem"
      title={text(problem)}
      description={
        <>
          {detail && detail !== text(problem) && <div>{detail}</div>}
          {wrong.map(({ field, message: why }) => (
            <div key={field}>
              {label(field)}：{said(known, why)}
            </div>
          ))}
          {available.length > 0 && (
            <div>
              {t.instead}
              {available.map(actions).join('、')}
            </div>
          )}
          {children}
        </>
      }
    />
  );
}
