import { ArrowLeftOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Card, Descriptions } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { $api, api } from '../../api/client.ts';
import type { Answer } from '../../api/types.ts';
import { useTexts } from '../../shared/texts.ts';
import { FIELD_WORDS } from '../../words/fields.ts';
import { VALUE_WORDS } from '../../words/values.ts';
import { useWords } from '../../words/word.ts';
import { fieldsOf, type JsonSchema } from '../forms/fields.ts';
import { SchemaDrawer } from '../forms/schema-drawer.tsx';
import { Failure, Loading } from '../shell/states.tsx';
import { ExitState } from './exit-rows.tsx';
import { Disposals, Placements, Steps } from './exit-tables.tsx';
import { EXIT_TEXTS } from './texts.ts';
import '../registers/registers.css';

type Exit = Answer<'/api/v1/exits/{id}'>;

/** One exit: its plan, where every resident goes, what becomes of the property, and what can be done next. */
export default function ExitPage() {
  const t = useTexts(EXIT_TEXTS);
  const { id = '' } = useParams();
  const { data: exit, error, refetch } = $api.useQuery('get', '/api/v1/exits/{id}', { params: { path: { id } } });
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!exit) return <Loading />;
  return (
    <>
      <p>
        <Link to={`/institutions/${exit.institution.id}`}>
          <ArrowLeftOutlined /> {t.toInstitution}
        </Link>
      </p>
      <Plan exit={exit} />
      <Card className="register-card" title={<h2 className="register-subtitle">{t.placements}</h2>}>
        <Placements rows={exit.placements} />
      </Card>
      {exit.nonProfit && (
        <Card className="register-card" title={<h2 className="register-subtitle">{t.disposals}</h2>}>
          <Disposals rows={exit.disposals} />
        </Card>
      )}
      <Card className="register-card" title={<h2 className="register-subtitle">{t.steps}</h2>}>
        <Steps rows={exit.steps} />
      </Card>
    </>
  );
}

function Plan({ exit }: { exit: Exit }) {
  const t = useTexts(EXIT_TEXTS);
  const fields = useWords(FIELD_WORDS);
  const words = useWords(VALUE_WORDS);
  const item = (key: string, children: React.ReactNode, { label = fields(key), span = 1 } = {}) => ({
    key,
    label,
    children: children ?? '—',
    span,
  });
  const { grounds, transitionFrom, transitionUntil, hazardCase } = exit;
  return (
    <Card className="register-card">
      <h1 className="register-title">
        {exit.institution.name} <ExitState exit={exit} />
        <Acts exit={exit} />
      </h1>
      <Descriptions
        size="small"
        column={{ xs: 1, sm: 2, lg: 3 }}
        items={[
          item('disposition', words(exit.disposition)),
          item('placed', t.placedOf(exit.placed, exit.residents), { label: t.placed }),
          item('transition', `${transitionFrom} — ${transitionUntil}`, { label: t.transition }),
          item('grounds', grounds.map(words).join('，')),
          item('successor', exit.successor),
          item('nonProfit', exit.nonProfit ? t.yes : t.no),
          ...(hazardCase ? [item('hazardCase', <Link to={`/cases/${hazardCase}`}>{hazardCase}</Link>)] : []),
          item('reason', exit.reason, { span: 3 }),
          item('announcement', exit.announcement, { span: 3 }),
        ]}
      />
    </Card>
  );
}

/** What this person may do now. */
function Acts({ exit: { id, may, institution } }: { exit: Exit }) {
  const queries = useQueryClient();
  const [chosen, choose] = useState<Exit['may'][number]>();
  const send = async (body: object) => {
    const path = `/api/v1/exits/{id}/${chosen?.name}` as '/api/v1/exits/{id}/decide';
    await api.POST(path, { params: { path: { id } }, body: body as never });
    await queries.invalidateQueries();
  };
  return (
    <>
      {may.map((act, n) => (
        <Button key={act.name} size="small" type={n === 0 ? 'primary' : 'default'} onClick={() => choose(act)}>
          {act.title}
        </Button>
      ))}
      {chosen && (
        <SchemaDrawer
          title={`${chosen.title}：${institution.name}`}
          fields={fieldsOf(chosen.inputSchema as JsonSchema)}
          send={send}
          close={() => choose(undefined)}
        />
      )}
    </>
  );
}
