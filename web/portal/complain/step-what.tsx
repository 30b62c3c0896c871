import { useState } from 'react';
import { texts, useTexts } from '../../shared/texts.ts';
import { CATEGORIES, type Category } from '../categories.ts';
import { Choices, Field, Group } from '../ui/field.tsx';
import { FilePicker } from '../ui/file-picker.tsx';
import { focusFirstWrong } from '../ui/focus-first-wrong.ts';
import type { Draft } from './draft.ts';

const TEXTS = texts(
  {
    category: '是哪一类问题？',
    chooseOne: '请选一类，不确定就选“其他”。',
    content: '发生了什么？',
    contentHint: '时间、地点、经过。想匿名的话，请不要写出自己或亲人的姓名、房间号，以及只有您才知道的细节。',
    contentMissing: '请写几句话，说明发生了什么。',
    next: '下一步',
  },
  {
    category: 'What kind of problem is it?',
    chooseOne: 'Please choose one; if you are not sure, choose “Something else”.',
    content: 'What happened?',
    contentHint:
      'When, where and how. To stay anonymous, leave out your name and that of your relative, the room number, and what only you can know.',
    contentMissing: 'Please write a few words about what happened.',
    next: 'Next',
  },
);

interface Step {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  files: File[];
  setFiles: (files: File[]) => void;
  next: () => void;
}

/** The first step: what happened. */
export function StepWhat({ draft, change, files, setFiles, next }: Step) {
  const t = useTexts(TEXTS);
  const categories = useTexts(CATEGORIES);
  const [tried, setTried] = useState(false);
  const wrong = { category: draft.category === undefined, content: draft.content.trim() === '' };
  const go = () => {
    setTried(true);
    if (wrong.category || wrong.content) focusFirstWrong();
    else next();
  };
  const of = (Object.keys(categories) as Category[]).map((value) => ({ value, ...categories[value] }));
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <Group label={t.category} error={tried && wrong.category ? t.chooseOne : undefined}>
        <Choices name="category" of={of} chosen={draft.category} choose={(category) => change({ category })} />
      </Group>
      <Field label={t.content} hint={t.contentHint} error={tried && wrong.content ? t.contentMissing : undefined}>
        {(field) => (
          <textarea {...field} rows={7} maxLength={5000} value={draft.content} onChange={(e) => change({ content: e.target.value })} />
        )}
      </Field>
      <FilePicker files={files} setFiles={setFiles} />
      <div className="buttons">
        <button type="submit" className="button button-main">
          {t.next}
        </button>
      </div>
    </form>
  );
}
