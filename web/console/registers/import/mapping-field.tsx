import { Button, Input } from 'antd';
import { useTexts } from '../../../shared/texts.ts';
import { exampleOf } from './examples.ts';
import { FileButton } from './file-button.tsx';
import type { Kind } from './send.ts';
import { IMPORT_TEXTS } from './texts.ts';

interface Props {
  kind: Kind;
  value: string;
  disabled: boolean;
  set: (text: string) => void;
}

/** How the columns are read: from a file, from the example, or written here. */
export function MappingField({ kind, value, disabled, set }: Props) {
  const t = useTexts(IMPORT_TEXTS);
  const example = `data:application/json;charset=utf-8,${encodeURIComponent(exampleOf(kind))}`;
  return (
    <div className="import-map">
      <label htmlFor="import-map">{t.map}</label>
      <p className="panel-note">{t.mapNote}</p>
      <div className="register-tools">
        <FileButton accept=".json" label={t.chooseMap} disabled={disabled} onChosen={(file) => void file.text().then(set)} />
        <Button type="link" disabled={disabled} onClick={() => set(exampleOf(kind))}>
          {t.useExample}
        </Button>
        <Button type="link" href={example} download={`${kind}.map.json`}>
          {t.download}
        </Button>
      </div>
      <Input.TextArea
        id="import-map"
        autoSize={{ minRows: 6, maxRows: 18 }}
        spellCheck={false}
        disabled={disabled}
        value={value}
        onChange={(event) => set(event.target.value)}
      />
    </div>
  );
}
