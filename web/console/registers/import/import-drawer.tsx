import { Button, Drawer, Segmented } from 'antd';
import { useState } from 'react';
import { useTexts } from '../../../shared/texts.ts';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useAttempt } from '../../parts/use-attempt.ts';
import { FileButton } from './file-button.tsx';
import { MappingField } from './mapping-field.tsx';
import { ImportProgress } from './progress.tsx';
import { ImportReport } from './report.tsx';
import { type Kind, type Report, sendImport, type Taking } from './send.ts';
import { IMPORT_TEXTS } from './texts.ts';
import './import.css';

const KINDS = ['institutions', 'complaints'] as const satisfies Kind[];

/** Records taken over from a file: which file, how its columns are read, and what became of every row. What was chosen stays until it is done. */
export function ImportDrawer({ open, onClose, onTaken }: { open: boolean; onClose: () => void; onTaken: () => void }) {
  const t = useTexts(IMPORT_TEXTS);
  const [kind, setKind] = useState<Kind>('institutions');
  const [file, setFile] = useState<File>();
  const [maps, setMaps] = useState<Record<Kind, string>>({ institutions: '', complaints: '' });
  const [sent, setSent] = useState(0);
  const [taking, setTaking] = useState<Taking>();
  const [report, setReport] = useState<Report>();
  const { attempt, busy, problem } = useAttempt();
  const map = maps[kind];
  const start = () =>
    attempt(async () => {
      setReport(undefined);
      setSent(0);
      setTaking(undefined);
      if (file) setReport(await sendImport({ kind, file, map, onSent: setSent, onTaking: setTaking }));
      onTaken();
    });
  return (
    <Drawer open={open} onClose={onClose} size={640} title={t.title} className="import" mask={{ closable: !busy }}>
      <p className="panel-note">{t.note}</p>
      <Segmented
        aria-label={t.kind}
        value={kind}
        disabled={busy}
        onChange={(next) => {
          setKind(next);
          setReport(undefined);
        }}
        options={KINDS.map((value) => ({ value, label: t.kinds[value] }))}
      />
      <p id="import-file">{t.file}</p>
      <FileButton accept=".csv,.xlsx" label={t.choose} describedBy="import-file" disabled={busy} onChosen={setFile} />
      {file && <span className="import-name">{file.name}</span>}
      <MappingField kind={kind} disabled={busy} value={map} set={(text) => setMaps({ ...maps, [kind]: text })} />
      {map !== '' && !isJson(map) && <p role="alert">{t.notJson}</p>}
      <ProblemAlert problem={problem} />
      <Button type="primary" loading={busy} disabled={!file || !isJson(map)} onClick={() => void start()}>
        {t.start}
      </Button>
      {busy && <ImportProgress sent={sent} taking={taking} />}
      {report && <ImportReport kind={kind} report={report} />}
    </Drawer>
  );
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
