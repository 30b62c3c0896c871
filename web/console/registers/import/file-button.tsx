import { UploadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef } from 'react';

interface Props {
  accept: string;
  label: string;
  describedBy?: string;
  disabled?: boolean;
  onChosen: (file: File) => void;
}

/** A button to choose a file by; the same file can be chosen again after it was mended. */
export function FileButton({ accept, label, describedBy, disabled = false, onChosen }: Props) {
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={chooser}
        type="file"
        hidden
        accept={accept}
        aria-label={label}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) onChosen(file);
          event.target.value = '';
        }}
      />
      <Button icon={<UploadOutlined />} disabled={disabled} aria-describedby={describedBy} onClick={() => chooser.current?.click()}>
        {label}
      </Button>
    </>
  );
}
