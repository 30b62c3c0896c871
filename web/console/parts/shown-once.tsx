import { CopyOutlined } from '@ant-design/icons';
import { Alert, App, Button } from 'antd';
import type { ReactNode } from 'react';
import { texts, useTexts } from '../../shared/texts.ts';

const TEXTS = texts({ copy: '复制', copied: '已复制' }, { copy: 'Copy', copied: 'Copied' });

/** Something that is shown this once, such as a key or a password: said so, to be selected by one click or copied. */
export function ShownOnce({ title, secret, close, children }: { title: string; secret: string; close?: () => void; children?: ReactNode }) {
  const t = useTexts(TEXTS);
  const { message } = App.useApp();
  const copy = () => void navigator.clipboard.writeText(secret).then(() => message.success(t.copied));
  return (
    <Alert
      type="success"
      showIcon
      role="status"
      className="shown-once"
      title={title}
      description={
        <>
          <code className="once">{secret}</code>{' '}
          <Button size="small" icon={<CopyOutlined />} onClick={copy}>
            {t.copy}
          </Button>
          {children}
        </>
      }
      {...(close ? { closable: { onClose: close } } : {})}
    />
  );
}
