import { FileImageOutlined, FileOutlined, FileTextOutlined } from '@ant-design/icons';
import { App, Button, Card, Upload } from 'antd';
import { useState } from 'react';
import { dayAndTime } from '../../shared/dates.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { DOCUMENT_WORDS } from '../../words/cases.ts';
import { useWords } from '../../words/word.ts';
import { handIn } from '../offline/hand-in.ts';
import { useProblemText } from '../parts/problem-alert.tsx';
import { useMe } from '../session/me.ts';
import type { CaseView } from './types.ts';

const TEXTS = texts(
  {
    documents: '文书',
    evidence: '证据材料',
    none: '暂无',
    drop: '拖拽文件到这里，或点击选择；也可以拍照上传',
    added: (name: string) => `${name} 已存入本案`,
    waits: (name: string) => `没有网络：${name} 已存在本机，网络恢复后上传`,
    size: (kb: number) => `${kb} KB`,
  },
  {
    documents: 'Documents',
    evidence: 'Evidence',
    none: 'None yet',
    drop: 'Drop files here, or click to choose; photographs too',
    added: (name: string) => `${name} was added to the case`,
    waits: (name: string) => `No network: ${name} is kept on this device until there is one`,
    size: (kb: number) => `${kb} KB`,
  },
);

/** What lies in the case: the documents it left behind. */
export function Documents({ kase }: { kase: CaseView }) {
  const t = useTexts(TEXTS);
  const words = useWords(DOCUMENT_WORDS);
  return (
    <Card title={t.documents} size="small" className="panel">
      {kase.documents.length === 0 && <p className="nothing">{t.none}</p>}
      <ul className="papers">
        {kase.documents.map(({ id, kind, createdAt }) => (
          <li key={id}>
            <FileTextOutlined aria-hidden />
            <a href={`/api/v1/documents/${id}`} target="_blank" rel="noreferrer">
              {words(kind)}
            </a>
            <time className="figure">{dayAndTime(createdAt)}</time>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** The evidence of the case, and a place to drop more. */
export function EvidencePanel({ kase, added, mayAdd }: { kase: CaseView; added: () => void; mayAdd: boolean }) {
  const t = useTexts(TEXTS);
  const { message } = App.useApp();
  const whyNot = useProblemText();
  const me = useMe();
  const [busy, setBusy] = useState(0);
  const add = async (file: File) => {
    setBusy((n) => n + 1);
    try {
      const { name, waits } = await handIn(me.id, kase.caseNo, file);
      void message.success(waits ? t.waits(name) : t.added(name));
      added();
    } catch (error) {
      void message.error(whyNot(error));
    } finally {
      setBusy((n) => n - 1);
    }
  };
  return (
    <Card title={t.evidence} size="small" className="panel">
      {kase.evidence.length === 0 && <p className="nothing">{t.none}</p>}
      <ul className="papers">
        {kase.evidence.map(({ id, name, mediaType, bytes }) => (
          <li key={id}>
            {mediaType.startsWith('image/') ? <FileImageOutlined aria-hidden /> : <FileOutlined aria-hidden />}
            <a href={`/api/v1/evidence/${id}`}>{name}</a>
            <span className="figure">{t.size(Math.max(1, Math.round(bytes / 1024)))}</span>
          </li>
        ))}
      </ul>
      {mayAdd && (
        <Upload.Dragger
          multiple
          showUploadList={false}
          beforeUpload={(file) => {
            void add(file);
            return false;
          }}
          className="drop no-print"
        >
          <Button type="text" size="small" loading={busy > 0}>
            {t.drop}
          </Button>
        </Upload.Dragger>
      )}
    </Card>
  );
}
