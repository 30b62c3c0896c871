import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { $api, api } from '../../api/client.ts';
import { useTexts } from '../../shared/texts.ts';
import { SchemaDrawer } from '../forms/schema-drawer.tsx';
import { LinkButton } from '../parts/link-button.tsx';
import { useMe } from '../session/me.ts';
import { Failure } from '../shell/states.tsx';
import { type ExitRow, ExitRows } from './exit-rows.tsx';
import { PLAN_FIELDS } from './fields.ts';
import { EXIT_TEXTS } from './texts.ts';

const exitsOf = (institution: string) => ({ params: { query: { institution, limit: 50 } } });
const UNDER_WAY: readonly ExitRow['state'][] = ['proposed', 'inTransition'];

interface Home {
  id: string;
  name: string;
  operatingStatus: string;
}

/** The exits of one institution. */
export function ExitsOf({ institution }: { institution: string }) {
  const { data, error, isPending, refetch } = $api.useQuery('get', '/api/v1/exits', exitsOf(institution));
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  return <ExitRows rows={data?.items ?? []} loading={isPending} />;
}

/** The exit of an institution that is under way; where none is, the button to propose one. For those who may read of exits. */
export function ExitOfNow({ institution }: { institution: Home }) {
  const t = useTexts(EXIT_TEXTS);
  const { data } = $api.useQuery('get', '/api/v1/exits', exitsOf(institution.id));
  const current = data?.items.find(({ state }) => UNDER_WAY.includes(state));
  if (current)
    return (
      <LinkButton to={`/exits/${current.id}`} size="small">
        {t.underWay(t.states[current.state])}
      </LinkButton>
    );
  return data && institution.operatingStatus !== 'closed' ? <ProposeExit institution={institution} /> : null;
}

function ProposeExit({ institution: { id, name } }: { institution: Home }) {
  const t = useTexts(EXIT_TEXTS);
  const { permissions } = useMe();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  if (!permissions.includes('exits.propose')) return null;
  const send = async (body: object) => {
    const { data } = await api.POST('/api/v1/institutions/{id}/exits', { params: { path: { id } }, body: body as never });
    await queries.invalidateQueries();
    if (data) void navigate(`/exits/${data.id}`);
  };
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t.propose}
      </Button>
      {open && <SchemaDrawer title={t.proposeOf(name)} fields={PLAN_FIELDS} send={send} close={() => setOpen(false)} />}
    </>
  );
}
