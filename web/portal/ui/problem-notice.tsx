import { Problem } from '../../api/problem.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { detailOf, refusalIn } from '../../words/refusals.ts';

const TEXTS = texts(
  {
    offline: '网络断开了。您填写的内容还在，请在网络恢复后再试一次。',
    'too-many-requests': '操作太频繁，请过一分钟再试。',
    'not-found': '没有找到。请核对后再输入一次。',
    'action-not-available': '现在不能这样做：办理情况已经变化。请刷新页面。',
    'not-in-time': '已经超过可以申请的期限。',
    'cap-reached': '只能申请一次。',
    'unsupported-type': '不能上传这种文件。可以上传照片、PDF、Office 文档、录音和录像。',
    'too-large': '文件太大，每个文件不超过 20 MB。',
    'database-unavailable': '系统暂时不可用，没有记录下来。请稍后再试一次。',
    'no-space': '系统暂时不能保存文件，请稍后再试。',
    other: '没有成功，请再试一次。',
    fields: '有内容不符合要求：',
  },
  {
    offline: 'You are offline. What you wrote is still here; please try again once you are back.',
    'too-many-requests': 'Too many requests. Please try again in a minute.',
    'not-found': 'Nothing was found. Please check it and type it again.',
    'action-not-available': 'This cannot be done now: the case has moved on. Please reload the page.',
    'not-in-time': 'The time in which this could be asked for is over.',
    'cap-reached': 'This can be asked for once only.',
    'unsupported-type': 'Files of this kind cannot be taken. Photographs, PDF, Office files, sound and video can.',
    'too-large': 'The file is too large: at most 20 MB each.',
    'database-unavailable': 'The system is not available and nothing was recorded. Please try again later.',
    'no-space': 'Files cannot be kept at the moment; please try again later.',
    other: 'That did not succeed. Please try again.',
    fields: 'Something does not fit: ',
  },
);

/** Why something did not work, in words and with what to do now. */
export function useProblemText(): (error: unknown) => string {
  const t = useTexts(TEXTS);
  return (error) => {
    if (!(error instanceof Problem)) return t.other;
    if (error.code === 'invalid-input' && error.fields.length > 0)
      return t.fields + error.fields.map((f) => refusalIn(f.message)).join('；');
    const known = Object.entries(t).find(([code]) => code === error.code);
    return known?.[1] ?? detailOf(error, error.message) ?? t.other;
  };
}

/** The same as a notice that screen readers say at once. */
export function ProblemNotice({ problem }: { problem: unknown }) {
  const say = useProblemText();
  return <div role="alert">{problem !== undefined && <p className="notice notice-wrong">{say(problem)}</p>}</div>;
}
