import { Button, Card } from 'antd';
import { useState } from 'react';
import { $api } from '../../api/client.ts';
import { useTexts } from '../../shared/texts.ts';
import { BOARD_TEXTS } from './texts.ts';

interface Props {
  give: (officer: string) => void;
  /** Whether anything is selected, so that it can be given by a button too. */
  ready: boolean;
  dragging: boolean;
}

/** Officers with what they have to do; a case dropped on one is given to them. */
export function Officers({ give, ready, dragging }: Props) {
  const t = useTexts(BOARD_TEXTS);
  const users = $api.useQuery('get', '/api/v1/users', { params: { query: { role: 'caseworker' } } });
  const load = $api.useQuery('get', '/api/v1/reports/load', { params: { query: {} } });
  const [over, setOver] = useState<string>();
  const loads = typeof load.data === 'object' ? load.data.items : []; // the route can answer CSV too
  const officers = (users.data?.items ?? []).map(({ id, name }) => {
    const own = loads.find((row) => row.officer === id);
    return { id, name, open: own?.open ?? 0, overdue: own?.overdue ?? 0 };
  });
  const most = Math.max(1, ...officers.map(({ open }) => open));
  return (
    <Card title={t.officers} size="small" className="panel officers">
      <p className="officers-hint">{t.dropHint}</p>
      <ul>
        {officers.map(({ id, name, open, overdue }) => (
          <li
            key={id}
            className={dragging ? (over === id ? 'officer ready over' : 'officer ready') : 'officer'}
            onDragOver={(event) => {
              event.preventDefault();
              setOver(id);
            }}
            onDragLeave={() => setOver(undefined)}
            onDrop={(event) => {
              event.preventDefault();
              setOver(undefined);
              give(id);
            }}
          >
            <div className="officer-head">
              <strong>{name}</strong>
              <span className="figure">
                {t.open(open)}
                {overdue > 0 && <b className="bad"> · {t.late(overdue)}</b>}
              </span>
            </div>
            <div className="officer-bar" aria-hidden>
              <span style={{ width: `${(open / most) * 100}%` }}>
                <i style={{ width: `${open === 0 ? 0 : (overdue / open) * 100}%` }} />
              </span>
            </div>
            {ready && (
              <Button size="small" onClick={() => give(id)}>
                {t.giveTo(name)}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
