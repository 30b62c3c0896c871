import { useCallback, useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { api } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import { useLanguage } from '../../shared/language.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { said } from '../said.ts';
import { Field } from '../ui/field.tsx';
import { focusFirstWrong } from '../ui/focus-first-wrong.ts';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useLoad } from '../ui/use-load.ts';
import { CasePage } from './case-page.tsx';

const TEXTS = texts(
  {
    title: '查询办理进度',
    lead: '输入提交投诉举报时得到的回执码。不用登录。',
    code: '回执码',
    hint: '不分大小写，横线可写可不写。',
    missing: '请输入回执码。',
    look: '查询',
    unknown: '没有找到这个回执码。请核对后再输入一次。',
    reading: '正在查询…',
  },
  {
    title: 'Follow a complaint',
    lead: 'Enter the receipt code that you were given. No account is needed.',
    code: 'Receipt code',
    hint: 'Capitals and hyphens do not matter.',
    missing: 'Please enter the receipt code.',
    look: 'Look it up',
    unknown: 'This receipt code is not known. Please check it and enter it again.',
    reading: 'Looking it up…',
  },
);

/**
 * Following a complaint by its receipt code. A code may come behind the `#` of an address, as in the QR code: that part is sent to no server,
 * and it is taken out of the address at once, so that it stays out of the browser's history. Coming once more looks it up once more.
 */
export default function FollowPage() {
  const { hash } = useLocation();
  const navigate = useNavigate();
  const [{ code, round }, setLooked] = useState({ code: '', round: 0 });
  const look = useCallback((asked: string) => setLooked((before) => ({ code: asked, round: before.round + 1 })), []);
  useEffect(() => {
    if (hash === '') return;
    look(codeIn(hash));
    void navigate('/portal/follow', { replace: true });
  }, [hash, look, navigate]);
  if (hash !== '') return null;
  return code === '' ? <CodeForm look={look} unknown={false} /> : <Looked key={round} code={code} look={look} />;
}

/** The code behind the `#`; what cannot be decoded is no code, and is looked up as it is. */
function codeIn(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return hash.slice(1);
  }
}

function Looked({ code, look }: { code: string; look: (code: string) => void }) {
  const t = useTexts(TEXTS);
  const language = useLanguage();
  const path = { receiptCode: code };
  const { data, problem, again } = useLoad(`${code} ${language}`, () =>
    said(api.GET('/api/v1/public/complaints/{receiptCode}', { params: { path } })),
  );
  if (data) return <CasePage code={code} followed={data} again={again} leave={() => look('')} />;
  if (problem instanceof Problem && [404, 422].includes(problem.status)) return <CodeForm look={look} unknown />;
  return (
    <Page title={t.title} narrow>
      {problem === undefined ? <p role="status">{t.reading}</p> : <ProblemNotice problem={problem} />}
      {problem !== undefined && (
        <button type="button" className="button button-main" onClick={again}>
          {t.look}
        </button>
      )}
    </Page>
  );
}

function CodeForm({ look, unknown }: { look: (code: string) => void; unknown: boolean }) {
  const t = useTexts(TEXTS);
  const [typed, setTyped] = useState('');
  const [missing, setMissing] = useState(false);
  const error = missing && typed.trim() === '' ? t.missing : unknown && typed === '' ? t.unknown : undefined;
  return (
    <Page title={t.title} lead={t.lead} narrow>
      <form
        noValidate
        className="sheet"
        onSubmit={(event) => {
          event.preventDefault();
          setMissing(true);
          if (typed.trim() === '') focusFirstWrong();
          else look(typed.trim());
        }}
      >
        <Field label={t.code} hint={t.hint} error={error}>
          {(field) => (
            <input
              {...field}
              className="code-input"
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              maxLength={60}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
        <div className="buttons">
          <button type="submit" className="button button-main">
            {t.look}
          </button>
        </div>
      </form>
    </Page>
  );
}
