import { UploadOutlined } from '@ant-design/icons';
import { App, Button, Select } from 'antd';
import { useRef, useState } from 'react';
import { uploadEvidence } from '../../api/upload.ts';
import { useTexts } from '../../shared/texts.ts';
import { useProblemText } from '../parts/problem-alert.tsx';
import { useCaseOfForm } from './context.ts';
import { FORM_TEXTS } from './texts.ts';

type Given = { id?: string; value?: string[]; onChange?: (value: string[]) => void };

/** Evidence of the case: chosen from what is there, or uploaded now. */
export function EvidenceInput({ id, value = [], onChange }: Given) {
  const t = useTexts(FORM_TEXTS);
  const { message } = App.useApp();
  const whyNot = useProblemText();
  const kase = useCaseOfForm();
  const chooser = useRef<HTMLInputElement>(null);
  const [added, setAdded] = useState<{ id: string; name: string }[]>([]);
  const [busy, setBusy] = useState(false);
  const upload = async (files: File[]) => {
    setBusy(true);
    const uploaded: { id: string; name: string }[] = [];
    try {
      for (const file of files) uploaded.push(await uploadEvidence(kase.caseNo, file));
    } catch (error) {
      void message.error(whyNot(error));
    } finally {
      setBusy(false);
      setAdded([...added, ...uploaded]);
      if (uploaded.length > 0) onChange?.([...value, ...uploaded.map((e) => e.id)]);
    }
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
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        aria-label={t.upload}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          if (files.length > 0) void upload(files);
        }}
      />
      <Button icon={<UploadOutlined />} loading={busy} onClick={() => chooser.current?.click()}>
        {busy ? t.uploading : t.upload}
      </Button>
    </div>
  );
}
