import { CameraOutlined, UploadOutlined } from '@ant-design/icons';
import { App, Button, Select } from 'antd';
import { type ChangeEvent, useRef, useState } from 'react';
import { useTexts } from '../../shared/texts.ts';
import { handIn } from '../offline/hand-in.ts';
import { useProblemText } from '../parts/problem-alert.tsx';
import { useMe } from '../session/me.ts';
import { useCaseOfForm } from './context.ts';
import { FORM_TEXTS } from './texts.ts';

type Given = { id?: string; value?: string[]; onChange?: (value: string[]) => void };

/** Evidence of the case: chosen from what is there, or uploaded now. */
export function EvidenceInput({ id, value = [], onChange }: Given) {
  const t = useTexts(FORM_TEXTS);
  const { message } = App.useApp();
  const whyNot = useProblemText();
  const kase = useCaseOfForm();
  const me = useMe();
  const chooser = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const [added, setAdded] = useState<{ id: string; name: string }[]>([]);
  const [busy, setBusy] = useState(false);
  const upload = async (files: File[]) => {
    setBusy(true);
    const uploaded: { id: string; name: string }[] = [];
    try {
      for (const file of files) uploaded.push(await handIn(me.id, kase.caseNo, file));
    } catch (error) {
      void message.error(whyNot(error));
    } finally {
      setBusy(false);
      setAdded([...added, ...uploaded]);
      if (uploaded.length > 0) onChange?.([...value, ...uploaded.map((e) => e.id)]);
    }
  };
  const picked = (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])];
    event.target.value = '';
    if (files.length > 0) void upload(files);
  };
  const known = [...kase.evidence, ...added.filter((a) => !kase.evidence.some((e) => e.id === a.id))];
  const options = known.map((evidence) => ({ value: evidence.id, label: evidence.name }));
  return (
    <div className="evidence-input">
      <Select
        mode="multiple"
        {...(id === undefined ? {} : { id })}
        options={options}
        value={value.filter((v) => known.some((k) => k.id === v))}
        onChange={(next) => onChange?.(next)}
        notFoundContent={t.noEvidence}
      />
      <input ref={chooser} type="file" multiple hidden aria-label={t.upload} onChange={picked} />
      <input ref={camera} type="file" accept="image/*" capture="environment" hidden aria-label={t.photograph} onChange={picked} />
      <Button icon={<CameraOutlined />} disabled={busy} onClick={() => camera.current?.click()} className="on-phones">
        {t.photograph}
      </Button>
      <Button icon={<UploadOutlined />} loading={busy} onClick={() => chooser.current?.click()}>
        {busy ? t.uploading : t.upload}
      </Button>
    </div>
  );
}
