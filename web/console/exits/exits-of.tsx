import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { $api, api } from '../../api/client.ts';
import { useTexts } from '../../shared/texts.ts';
import { SchemaDrawer } from '../forms/schema-drawer.tsx';
import { useMe } from '../session/me.ts';
import { Failure } from '../shell/states.tsx';
import { ExitRows } from './exit-rows.tsx';
import { PLAN_FIELDS } from './fields.ts';
import { EXIT_TEXTS } from './texts.ts';

/** The exits of one institution. */
export function ExitsOf({ institution }: { institution: string }) {
  const params = { query: { institution, limit: 50 } };
  const { data, error, isPending, refetch } = $api.useQuery('get', '/api/v1/exits', { params });
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  return <ExitRows rows={data?.items ?? []} loading={isPending} />;
}

/** The button to propose that an institution exits, for those who may. */
export function ProposeExit({ institution: { id, name } }: { institution: { id: string; name: string } }) {
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
