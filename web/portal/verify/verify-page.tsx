import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { api } from '../../api/client.ts';
import type { Answer } from '../../api/types.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { said } from '../said.ts';
import { Field } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useLoad } from '../ui/use-load.ts';
import { CompareFile } from './compare-file.tsx';

type Authenticity = Answer<'/api/v1/public/documents/{code}'>;

const SHORTEST = 4;
const TEXTS = texts(
  {
    title: '核验文书真假',
    lead: '扫文书上的二维码，或输入文书编号、核验码。',
    code: '文书编号或核验码',
    look: '核验',
    reading: '正在核验…',
    genuine: '这份文书由本单位发出。请核对下面的内容与您手中的是否一致。',
    unknown: '没有查到这份文书。请核对编号；如仍查不到，文书可能是假的，请与发文单位联系。',
    name: '文书',
    number: '编号',
    by: '发文单位',
    on: '发文日期',
    hash: '文件校验值（SHA-256）',
  },
  {
    title: 'Check a document',
    lead: 'Scan the code on the document, or enter its number or verification code.',
    code: 'Number or verification code',
    look: 'Check',
    reading: 'Checking…',
    genuine: 'This document was issued by this authority. Please compare what follows with the one in your hands.',
    unknown:
      'No such document is known. Check the number; if it is still not found the document may be false: ask the authority named on it.',
    name: 'Document',
    number: 'Number',
    by: 'Issued by',
    on: 'Issued on',
    hash: 'Checksum of the file (SHA-256)',
  },
);

/** Whether a document is genuine, by the code printed on it. */
export default function VerifyPage() {
  const t = useTexts(TEXTS);
  const { code = '' } = useParams();
  const navigate = useNavigate();
  const [typed, setTyped] = useState(code);
  return (
    <Page title={t.title} lead={t.lead} narrow>
      <form
        className="sheet"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() !== '') void navigate(`/portal/verify/${encodeURIComponent(typed.trim())}`);
        }}
      >
        <Field label={t.code}>
          {(field) => (
            <input
              {...field}
              minLength={SHORTEST}
              maxLength={60}
              autoComplete="off"
              value={typed}
              onChange={(e) => setTyped(e.target.value)}
            />
          )}
        </Field>
        <div className="buttons">
          <button type="submit" className="button button-main">
            {t.look}
          </button>
        </div>
      </form>
      {code.length >= SHORTEST && <Checked key={code} code={code} />}
    </Page>
  );
}

function Checked({ code }: { code: string }) {
  const t = useTexts(TEXTS);
  const { data, problem } = useLoad(code, () => said(api.GET('/api/v1/public/documents/{code}', { params: { path: { code } } })));
  if (problem !== undefined) return <ProblemNotice problem={problem} />;
  if (!data) return <p role="status">{t.reading}</p>;
  if (!data.genuine)
    return (
      <p role="status" className="notice notice-wrong">
        {t.unknown}
      </p>
    );
  return (
    <>
      <p role="status" className="notice notice-right">
        {t.genuine}
      </p>
      <Issued document={data} />
      <CompareFile issued={data.sha256.map((file) => file.sha256)} />
    </>
  );
}

function Issued({ document: { title, documentNo, issuedBy, issuedOn, sha256 } }: { document: Authenticity }) {
  const t = useTexts(TEXTS);
  const facts = [
    [t.name, title],
    [t.number, documentNo],
    [t.by, issuedBy],
    [t.on, issuedOn],
    ...sha256.map((file) => [t.hash, file.sha256] as const),
  ] as const;
  return (
    <dl className="facts">
      {facts.map(([term, value]) => (
        <div key={`${term}${value}`}>
          <dt>{term}</dt>
          <dd>{value ?? '—'}</dd>
        </div>
      ))}
    </dl>
  );
}
