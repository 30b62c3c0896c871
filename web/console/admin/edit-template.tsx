import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import type { Answer, Body, Item } from '../../api/types.ts';
import { useTexts } from '../../shared/texts.ts';
import { CHANNEL_WORDS, MESSAGE_EVENT_WORDS } from '../../words/messages.ts';
import { useWords } from '../../words/word.ts';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { useAttempt } from '../parts/use-attempt.ts';
import { MESSAGE_TEXTS } from './message-texts.ts';
import { TemplateHistory } from './template-history.tsx';

type Template = Item<'/api/v1/templates'>;
type Channel = Template['channel'];
const CHANNELS = ['any', 'inbox', 'email', 'webhook', 'dingtalk', 'wecom'] as const satisfies Channel[];

interface Props {
  template: Template;
  /** The words of all events and ways, to begin with those of another way. */
  known: readonly Template[];
  onClose: () => void;
  onDone: () => void;
}

/** The words of one message: written, looked at as people would get them, kept for all ways or for one. */
export function EditTemplate({ template, known, onClose, onDone }: Props) {
  const t = useTexts(MESSAGE_TEXTS);
  const events = useWords(MESSAGE_EVENT_WORDS);
  const channels = useWords(CHANNEL_WORDS);
  const [channel, setChannel] = useState(template.channel);
  const [words, setWords] = useState({ subject: template.subject, body: template.body });
  const [shown, setShown] = useState<Answer<'/api/v1/templates/preview', 'post'>>();
  const { attempt, busy, problem } = useAttempt();
  const own = known.find((one) => one.event === template.event && one.channel === channel && one.version > 0);
  const place = { event: template.event, language: template.language, channel } as Body<'/api/v1/templates/preview'>;
  const write = (change: Partial<typeof words>) => {
    setWords({ ...words, ...change });
    setShown(undefined);
  };
  const turnTo = (next: Channel) => {
    const other = known.find((one) => one.event === template.event && one.channel === next);
    setChannel(next);
    if (other) write({ subject: other.subject, body: other.body });
  };
  const preview = () =>
    attempt(async () => {
      setShown(undefined);
      setShown((await api.POST('/api/v1/templates/preview', { body: { ...place, words } })).data);
    });
  const keep = (kept: typeof words | null) =>
    attempt(async () => {
      await api.POST('/api/v1/templates', { body: { ...place, words: kept } });
      onDone();
    });
  const footer = [
    <Button key="shipped" onClick={() => void keep(null)} disabled={!own || busy}>
      {t.backToShipped}
    </Button>,
    <Button key="preview" onClick={() => void preview()} disabled={busy}>
      {t.preview}
    </Button>,
    <Button key="keep" type="primary" onClick={() => void keep(words)} loading={busy}>
      {t.keep}
    </Button>,
  ];
  return (
    <Modal open width={680} title={events(template.event)} onCancel={onClose} footer={footer} className="stacked">
      <label htmlFor="template-channel">{t.way}</label>
      <Select
        id="template-channel"
        value={channel}
        onChange={turnTo}
        options={CHANNELS.map((value) => ({ value, label: channels(value) }))}
      />
      <label htmlFor="template-subject">{t.subject}</label>
      <Input id="template-subject" value={words.subject} onChange={(event) => write({ subject: event.target.value })} />
      <label htmlFor="template-body">{t.body}</label>
      <Input.TextArea
        id="template-body"
        autoSize={{ minRows: 6, maxRows: 16 }}
        value={words.body}
        onChange={(event) => write({ body: event.target.value })}
      />
      <p className="admin-note">
        {t.fields}：{template.fields.map((field) => `{{${field}}}`).join(' ')}
      </p>
      <ProblemAlert problem={problem} />
      <TemplateHistory place={place} use={write} />
      {shown && <pre className="template-shown">{`${shown.subject}\n\n${shown.body}`}</pre>}
    </Modal>
  );
}
