import { useState } from 'react';
import { texts, useTexts } from '../../shared/texts.ts';
import { Field } from '../ui/field.tsx';

const TEXTS = texts(
  {
    file: '核对电子文件（不会上传）',
    same: '您选的文件与发出的文件完全一致。',
    other: '您选的文件与发出的文件不一致：它被改动过，或不是原件。',
  },
  {
    file: 'Compare a file with it (it stays on your device)',
    same: 'The file that you chose is exactly the one that was issued.',
    other: 'The file that you chose is not the one that was issued: it was changed, or is a copy in another form.',
  },
);

/** Compares a file that somebody holds with those that were issued, on their own device. Nothing where the page may not compute hashes: without TLS. */
export function CompareFile({ issued }: { issued: readonly string[] }) {
  const t = useTexts(TEXTS);
  const [found, setFound] = useState<string>();
  if (!globalThis.crypto?.subtle || issued.length === 0) return null;
  const isSame = found !== undefined && issued.includes(found);
  return (
    <div className="sheet">
      <Field label={t.file}>
        {(field) => (
          <input
            {...field}
            type="file"
            accept=".pdf,.docx"
            onChange={async ({ target: { files } }) => setFound(files?.[0] && (await sha256Of(files[0])))}
          />
        )}
      </Field>
      {found !== undefined && (
        <p role="status" className={`notice ${isSame ? 'notice-right' : 'notice-wrong'}`}>
          {isSame ? t.same : t.other}
        </p>
      )}
    </div>
  );
}

async function sha256Of(file: File): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
