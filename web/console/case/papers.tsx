import { FileImageOutlined, FileOutlined, FileTextOutlined, LoadingOutlined, QrcodeOutlined } from '@ant-design/icons';
import { App, Button, Card, Popover, Tag, Upload } from 'antd';
import { useState } from 'react';
import { dayAndTime } from '../../shared/dates.ts';
import { QrCode } from '../../shared/qr-code.tsx';
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
    printing: '正在生成',
    check: '核验真伪',
    scan: '扫码核验文书真伪',
    drop: '拖拽文件到这里，或点击选择；也可以拍照上传',
    added: (name: string) => `${name} 已存入本案`,
    waits: (name: string) => `没有网络：${name} 已存在本机，网络恢复后上传`,
    size: (kb: number) => `${kb} KB`,
  },
  {
    documents: 'Documents',
    evidence: 'Evidence',
    none: 'None yet',
    printing: 'being printed',
    check: 'Is it genuine?',
    scan: 'Scan to check that it is genuine',
    drop: 'Drop files here, or click to choose; photographs too',
    added: (name: string) => `${name} was added to the case`,
    waits: (name: string) => `No network: ${name} is kept on this device until there is one`,
    size: (kb: number) => `${kb} KB`,
  },
);

/** What lies in the case: the documents it left behind. */
export function Documents({ kase }: { kase: CaseView }) {
  const t = useTexts(TEXTS);
  return (
    <Card title={t.documents} size="small" className="panel">
      {kase.documents.length === 0 && <p className="nothing">{t.none}</p>}
      <ul className="papers">
        {kase.documents.map((paper) => (
          <Paper key={paper.id} paper={paper} />
        ))}
      </ul>
    </Card>
  );
}

/** A document: as it was printed, to go on writing in, and a way for others to check that it is genuine. */
function Paper({ paper: { kind, documentNo, code, createdAt, formats } }: { paper: CaseView['documents'][number] }) {
  const t = useTexts(TEXTS);
  const words = useWords(DOCUMENT_WORDS);
  const [printed, ...others] = formats;
  const name = words(kind);
  return (
    <li className="paper">
      <FileTextOutlined aria-hidden />
      <div>
        {printed ? (
          <a href={printed.url} target="_blank" rel="noreferrer">
            {name}
          </a>
        ) : (
          <>
            {name} <Tag className="tag-soon">{t.printing}</Tag>
          </>
        )}
        {documentNo && <small>{documentNo}</small>}
        <small className="figure">{dayAndTime(createdAt)}</small>
      </div>
      {others.map(({ url }) => (
        <a key={url} href={url} className="no-print" aria-label={`${name} Word`}>
          Word
        </a>
      ))}
      {code && <Genuine name={name} code={code} />}
    </li>
  );
}

/** The address by which anybody who holds the document can check it, as a code to scan. */
function Genuine({ name, code }: { name: string; code: string }) {
  const t = useTexts(TEXTS);
  const address = `${globalThis.location.origin}/portal/verify/${encodeURIComponent(code)}`;
  const shown = (
    <div className="genuine">
      <QrCode text={address} label={t.scan} />
      <a href={address} target="_blank" rel="noreferrer">
        {code}
      </a>
    </div>
  );
  return (
    <Popover content={shown} trigger="click" placement="left">
      <Button type="text" size="small" icon={<QrcodeOutlined />} aria-label={`${t.check}：${name}`} title={t.check} className="no-print" />
    </Popover>
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
          {busy > 0 && <LoadingOutlined />} {t.drop}
        </Upload.Dragger>
      )}
    </Card>
  );
}
