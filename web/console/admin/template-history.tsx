import { Button, Collapse } from 'antd';
import { $api } from '../../api/client.ts';
import type { Item, Query } from '../../api/types.ts';
import { dayAndTime } from '../../shared/dates.ts';
import { useTexts } from '../../shared/texts.ts';
import { Failure, Loading } from '../shell/states.tsx';
import { MESSAGE_TEXTS } from './message-texts.ts';

type Version = Item<'/api/v1/templates/versions'>;
type Place = Query<'/api/v1/templates/versions'>;
type Words = Pick<Version, 'subject' | 'body'>;

/** Every wording that one message ever had for one way, the newest first: by whom, since when, and to be taken up again. */
export function TemplateHistory({ place, use }: { place: Place; use: (words: Words) => void }) {
  const t = useTexts(MESSAGE_TEXTS);
  return <Collapse size="small" items={[{ key: 'history', label: t.history, children: <Versions place={place} use={use} /> }]} />;
}

function Versions({ place, use }: { place: Place; use: (words: Words) => void }) {
  const t = useTexts(MESSAGE_TEXTS);
  const { data, error, refetch } = $api.useQuery('get', '/api/v1/templates/versions', { params: { query: place } });
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Loading rows={2} />;
  if (data.items.length === 0) return <p className="nothing">{t.noHistory}</p>;
  return (
    <ul className="template-versions">
      {data.items.map(({ version, subject, body, changedBy, changedByName, changedAt }) => (
        <li key={version}>
          <strong>{t.own(version)}</strong>{' '}
          <span className="nothing">{t.changed(changedByName ?? changedBy ?? '', changedAt ? dayAndTime(changedAt) : '')}</span>
          <Button type="link" size="small" onClick={() => use({ subject, body })} aria-label={`${t.useAgain}：${t.own(version)}`}>
            {t.useAgain}
          </Button>
          <pre className="template-shown">{`${subject}\n\n${body}`}</pre>
        </li>
      ))}
    </ul>
  );
}
