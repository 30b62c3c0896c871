import { useId, useState } from 'react';
import { texts, useTexts } from '../../shared/texts.ts';
import { cleaned } from './clean-photo.ts';

const MOST = 10;
const MAX_BYTES = 20 * 1024 * 1024;
const TEXTS = texts(
  {
    label: '照片、录音或文件（可以不传）',
    hint: `最多 ${MOST} 个，每个不超过 20 MB。照片里的拍摄时间、地点和手机型号会在上传前去除；录音、录像和文档里的不会，其中的声音、姓名也可能让人认出您。`,
    pick: '选择文件',
    remove: (name: string) => `去掉 ${name}`,
    tooLarge: (name: string) => `${name} 太大，没有加入。`,
    tooMany: (most: number) => `最多 ${most} 个文件，其余的没有加入。`,
    working: '正在处理照片…',
  },
  {
    label: 'Photographs, sound or files (optional)',
    hint: `At most ${MOST}, 20 MB each. When and where a photograph was taken and with which phone is removed before it is sent; not so in sound, video and documents, and voices and names in them may give you away.`,
    pick: 'Choose files',
    remove: (name: string) => `Remove ${name}`,
    tooLarge: (name: string) => `${name} is too large and was left out.`,
    tooMany: (most: number) => `At most ${most} files; the others were left out.`,
    working: 'Preparing the photographs…',
  },
);

const size = (bytes: number): string => (bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`);

interface Props {
  files: File[];
  setFiles: (files: File[]) => void;
  label?: string;
  hint?: string;
  most?: number;
  /** What becomes of each file before it is handed in. */
  prepare?: (file: File, number: number) => Promise<File>;
}

/** Chooses files to hand in; those of complainants lose what the camera wrote into photographs. */
export function FilePicker({ files, setFiles, label, hint, most = MOST, prepare = cleaned }: Props) {
  const t = useTexts(TEXTS);
  const id = useId();
  const [said, setSaid] = useState('');
  const add = async (picked: File[]) => {
    setSaid(t.working);
    const large = picked.find((file) => file.size > MAX_BYTES);
    const taken = await Promise.all(picked.filter((file) => file.size <= MAX_BYTES).map((file, i) => prepare(file, files.length + i + 1)));
    setFiles([...files, ...taken].slice(0, most));
    setSaid(large ? t.tooLarge(large.name) : files.length + taken.length > most ? t.tooMany(most) : '');
  };
  return (
    <div className="field">
      <p className="field-label" id={`${id}-label`}>
        {label ?? t.label}
      </p>
      <p className="hint" id={`${id}-hint`}>
        {hint ?? t.hint}
      </p>
      <label className="drop">
        <input
          type="file"
          multiple
          className="unseen"
          aria-labelledby={`${id}-label`}
          aria-describedby={`${id}-hint`}
          accept="image/*,application/pdf,.doc,.docx,.xls,.xlsx,audio/*,video/*"
          onChange={(event) => {
            void add([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
        <span className="button">{t.pick}</span>
      </label>
      <ul className="files">
        {files.map((file, i) => (
          <li key={`${file.name}${i}`}>
            <span>
              {file.name} <small>{size(file.size)}</small>
            </span>
            <button
              type="button"
              className="button button-small"
              aria-label={t.remove(file.name)}
              onClick={() => setFiles(files.toSpliced(i, 1))}
            >
              ✕
            </button>
          </li>
        ))}
      </ul>
      <p role="status" className="hint">
        {said}
      </p>
    </div>
  );
}
