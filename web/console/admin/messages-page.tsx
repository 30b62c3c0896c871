import { Tabs } from 'antd';
import { useTexts } from '../../shared/texts.ts';
import { Departments } from './departments.tsx';
import { MESSAGE_TEXTS } from './message-texts.ts';
import { Templates } from './templates.tsx';
import { Webhooks } from './webhooks.tsx';
import './admin.css';

/** The words of messages, where messages and events are posted to, and where letters to departments go. */
export default function MessagesPage() {
  const t = useTexts(MESSAGE_TEXTS);
  return (
    <Tabs
      items={[
        { key: 'templates', label: t.templates, children: <Templates /> },
        { key: 'webhooks', label: t.webhooks, children: <Webhooks /> },
        { key: 'departments', label: t.departments, children: <Departments /> },
      ]}
    />
  );
}
