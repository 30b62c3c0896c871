import { useState } from 'react';
import { texts, useTexts } from '../../shared/texts.ts';
import { Field } from '../ui/field.tsx';
import { focusFirstWrong } from '../ui/focus-first-wrong.ts';
import type { Draft } from './draft.ts';
import { HomeField } from './home-field.tsx';

const TEXTS = texts(
  {
    missing: '请写出机构的名称；不知道全名，写您知道的就行。',
    officials: '问题涉及哪些公职人员？（可以不填）',
    officialsHint: '写姓名，多人用顿号隔开。写出后，本人看不到、也不能经办这件投诉，线索同时转纪检监察机构。',
    back: '上一步',
    next: '下一步',
  },
  {
    missing: 'Please give the name of the home; what you know of it is enough.',
    officials: 'Which officials does it concern? (optional)',
    officialsHint:
      'Names, with commas between them. Whoever is named can neither see nor handle this complaint, and it is passed on to discipline inspection as well.',
    back: 'Back',
    next: 'Next',
  },
);

interface Step {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  back: () => void;
  next: () => void;
}

/** The second step: which home, and whether officials are involved. */
export function StepHome({ draft, change, back, next }: Step) {
  const t = useTexts(TEXTS);
  const [tried, setTried] = useState(false);
  const missing = draft.home.name.trim() === '';
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (missing) focusFirstWrong();
        else next();
      }}
    >
      <HomeField home={draft.home} choose={(home) => change({ home })} error={tried && missing ? t.missing : undefined} />
      <Field label={t.officials} hint={t.officialsHint}>
        {(field) => <input {...field} maxLength={200} value={draft.officials} onChange={(e) => change({ officials: e.target.value })} />}
      </Field>
      <div className="buttons">
        <button type="submit" className="button button-main">
          {t.next}
        </button>
        <button type="button" className="button" onClick={back}>
          {t.back}
        </button>
      </div>
    </form>
  );
}
