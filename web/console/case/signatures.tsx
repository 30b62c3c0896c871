import { UploadOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Card, Form, Image, Input, Modal, Radio } from 'antd';
import { type ChangeEvent, useRef, useState } from 'react';
import { $api, api } from '../../api/client.ts';
import type { Body } from '../../api/types.ts';
import { uploadEvidence } from '../../api/upload.ts';
import { dayAndTime } from '../../shared/dates.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { useAttempt } from '../parts/use-attempt.ts';
import { useRequestKey } from '../parts/use-request-key.ts';
import { useMe } from '../session/me.ts';
import { SignaturePad } from './signature-pad.tsx';
import type { CaseView } from './types.ts';

const TEXTS = texts(
  {
    title: '双方签名',
    roles: { inspector: '检查人员', institution: '养老机构' },
    unsigned: '尚未签名',
    note: '当天此后生成的记录会印上签名。',
    sign: '签名',
    whose: '签名一方',
    name: '签名人姓名',
    nameNeeded: '请填写姓名',
    pad: '请在此手写签名',
    clear: '重写',
    scan: '或上传签名的扫描件、照片',
    scanned: (name: string) => `将使用：${name}`,
    noPicture: '请选择图片（照片或扫描成图片的签名）',
    needed: '请手写签名，或上传扫描件',
    confirm: '保存签名',
    cancel: '取消',
    alt: (name: string) => `${name}的签名`,
  },
  {
    title: 'Signatures of both sides',
    roles: { inspector: 'Inspectors', institution: 'Institution' },
    unsigned: 'not signed yet',
    note: 'Records made later on the same day carry them.',
    sign: 'Sign',
    whose: 'Who signs',
    name: 'Name of the person who signs',
    nameNeeded: 'The name, please',
    pad: 'Sign here by hand',
    clear: 'Again',
    scan: 'Or upload a scan or photograph of a signature',
    scanned: (name: string) => `To be used: ${name}`,
    noPicture: 'Choose a picture: a photograph, or a scan saved as one',
    needed: 'Sign by hand, or upload a scan',
    confirm: 'Keep the signature',
    cancel: 'Cancel',
    alt: (name: string) => `Signature of ${name}`,
  },
);

type Sides = Body<'/api/v1/cases/{caseNo}/signatures'>['role'];
const SIDES: readonly Sides[] = ['inspector', 'institution'];
/** Types whose records are signed on site by both sides. */
const SIGNED: readonly string[] = ['rectification', 'filingCheck'];

/** The signatures of both sides, and a sheet to sign on. */
export function Signatures({ kase }: { kase: CaseView }) {
  const t = useTexts(TEXTS);
  const { permissions } = useMe();
  const [signing, sign] = useState(false);
  const { caseNo } = kase;
  const isSigned = SIGNED.includes(kase.type);
  const init = { params: { path: { caseNo } } };
  const { data } = $api.useQuery('get', '/api/v1/cases/{caseNo}/signatures', init, { enabled: isSigned });
  const kept = data?.items ?? [];
  const maySign = permissions.includes('signatures.add') && kase.status === 'open';
  if (!isSigned || (kept.length === 0 && !maySign)) return null;
  return (
    <Card title={t.title} size="small" className="panel">
      <div className="signatures">
        {SIDES.map((side) => (
          <figure key={side}>
            <figcaption>{t.roles[side]}</figcaption>
            {kept.every(({ role }) => role !== side) && <p className="nothing">{t.unsigned}</p>}
            {kept
              .filter(({ role }) => role === side)
              .map(({ id, name, evidenceId, signedAt }) => (
                <div key={id} className="signature">
                  {evidenceId && (
                    <Image
                      src={`/api/v1/evidence/${evidenceId}?size=thumb`}
                      preview={{ src: `/api/v1/evidence/${evidenceId}` }}
                      alt={t.alt(name)}
                    />
                  )}
                  <span>{name}</span>
                  <time className="figure">{dayAndTime(signedAt)}</time>
                </div>
              ))}
          </figure>
        ))}
      </div>
      {maySign && (
        <div className="no-print">
          <p className="nothing">{t.note}</p>
          <Button onClick={() => sign(true)}>{t.sign}</Button>
        </div>
      )}
      {signing && <Signing caseNo={caseNo} close={() => sign(false)} />}
    </Card>
  );
}

interface Given {
  role: Sides;
  name: string;
}

function Signing({ caseNo, close }: { caseNo: string; close: () => void }) {
  const t = useTexts(TEXTS);
  const me = useMe();
  const [form] = Form.useForm<Given>();
  const [drawing, setDrawing] = useState<string>();
  const [scan, setScan] = useState<File>();
  const { keep, busy, problem } = useSignature(caseNo, close);
  const [wrong, setWrong] = useState<'needed' | 'noPicture'>();
  const chooser = useRef<HTMLInputElement>(null);
  const isOwn = me.role === 'institution';
  const sides = isOwn ? (['institution'] as const) : SIDES;
  const picture = scan ?? drawing;
  const send = (given: Given) => {
    setWrong(picture ? undefined : 'needed');
    if (picture) void keep(given, picture);
  };
  const picked = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    const fits = file?.type.startsWith('image/') === true;
    event.target.value = '';
    setWrong(file && !fits ? 'noPicture' : undefined);
    setScan(fits ? file : undefined);
  };
  const drawn = (made: string | undefined) => {
    setDrawing(made);
    if (made !== undefined) setScan(undefined); // what was done last is meant
  };
  return (
    <Modal
      open
      title={t.title}
      okText={t.confirm}
      cancelText={t.cancel}
      confirmLoading={busy}
      onOk={form.submit}
      onCancel={close}
      width={640}
    >
      <ProblemAlert problem={problem} />
      <Form form={form} layout="vertical" initialValues={{ role: sides[0], name: me.name }} onFinish={send} requiredMark={false}>
        <Form.Item name="role" label={t.whose}>
          <Radio.Group
            optionType="button"
            options={sides.map((value) => ({ value, label: t.roles[value] }))}
            onChange={({ target }) => form.setFieldValue('name', isOwn || target.value === 'inspector' ? me.name : '')}
          />
        </Form.Item>
        <Form.Item name="name" label={t.name} rules={[{ required: true, whitespace: true, message: t.nameNeeded }]}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <SignaturePad label={t.pad} clear={t.clear} onChange={drawn} />
        <input ref={chooser} type="file" accept="image/*" hidden aria-label={t.scan} onChange={picked} />
        <Button icon={<UploadOutlined />} onClick={() => chooser.current?.click()}>
          {scan ? t.scanned(scan.name) : t.scan}
        </Button>
        {wrong && !picture && (
          <p role="alert" className="bad">
            {t[wrong]}
          </p>
        )}
      </Form>
    </Modal>
  );
}

/** Keeps a signature once, however often it is sent: a scan becomes evidence first. */
function useSignature(caseNo: string, done: () => void) {
  const queries = useQueryClient();
  const keyOf = useRequestKey<string | File>();
  const { attempt, busy, problem } = useAttempt();
  const keep = ({ role, name }: Given, picture: string | File) =>
    attempt(async () => {
      const key = keyOf(picture);
      const signed =
        typeof picture === 'string' ? { drawing: picture } : { evidenceId: (await uploadEvidence(caseNo, picture, {}, `${key}:scan`)).id };
      const params = { path: { caseNo }, header: { 'Idempotency-Key': key } };
      await api.POST('/api/v1/cases/{caseNo}/signatures', { params, body: { role, name: name.trim(), ...signed } });
      done();
      await queries.invalidateQueries();
    });
  return { keep, busy, problem };
}
