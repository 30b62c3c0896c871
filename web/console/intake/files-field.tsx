import { CloseOutlined, PaperClipOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useTexts } from '../../shared/texts.ts';
import { INTAKE_TEXTS } from './texts.ts';

/** Attachments: dropped, chosen, or pasted anywhere on the page. */
export function FilesField({ files, set }: { files: File[]; set: (files: File[]) => void }) {
  const t = useTexts(INTAKE_TEXTS);
  const chooser = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  return (
    <section
      className={over ? 'intake-files over' : 'intake-files'}
      aria-label={t.files}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        set([...files, ...event.dataTransfer.files]);
      }}
    >
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        aria-label={t.files}
        onChange={(event) => {
          set([...files, ...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <Button type="text" icon={<PaperClipOutlined />} onClick={() => chooser.current?.click()}>
        {t.filesHint}
      </Button>
      <ul>
        {files.map((file, i) => (
          <li key={`${file.name} ${file.lastModified} ${file.size}`}>
            {file.name}
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined />}
              aria-label={t.remove(file.name)}
              onClick={() => set(files.filter((_, other) => other !== i))}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
