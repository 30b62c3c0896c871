import { BellOutlined } from '@ant-design/icons';
import { Badge } from 'antd';
import { Link } from 'react-router';
import { texts, useTexts } from '../../shared/texts.ts';
import { useInboxCount } from '../inbox/count.ts';

const TEXTS = texts(
  { none: '消息', unread: (n: string) => `消息，${n} 条未读` },
  { none: 'Inbox', unread: (n: string) => `Inbox, ${n} unread` },
);
const MOST = 99;

/** The way to one's messages, with how many were not read yet. */
export function Bell() {
  const t = useTexts(TEXTS);
  const unread = useInboxCount();
  return (
    <Link to="/inbox" className="bell" aria-label={unread > 0 ? t.unread(unread > MOST ? `${MOST}+` : String(unread)) : t.none}>
      <Badge count={unread} overflowCount={MOST} size="small" offset={[10, -6]} aria-hidden>
        <BellOutlined />
      </Badge>
    </Link>
  );
}
