import { Segmented } from 'antd';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useTexts } from '../../shared/texts.ts';
import { More } from '../parts/more.tsx';
import { usePages } from '../parts/use-pages.ts';
import { Failure } from '../shell/states.tsx';
import { ExitRows } from './exit-rows.tsx';
import { EXIT_TEXTS } from './texts.ts';
import '../registers/registers.css';

const STATES = ['proposed', 'inTransition', 'completed', 'refused', 'cancelled'] as const;

/** Institutions that exit: what waits for a decision, whose residents are still to be placed, and what is done. */
export default function ExitsPage() {
  const t = useTexts(EXIT_TEXTS);
  const [chosen, choose] = useState<string>('');
  const state = STATES.find((one) => one === chosen);
  const list = usePages({
    key: ['exits', chosen],
    page: async (at, signal) =>
      (await api.GET('/api/v1/exits', { params: { query: { limit: 50, ...(state ? { state } : {}), ...at } }, signal })).data,
  });
  if (list.error) return <Failure error={list.error} retry={() => void list.refetch()} />;
  return (
    <>
      <p className="panel-note">{t.note}</p>
      <div className="register-tools">
        <Segmented
          aria-label={t.state}
          value={chosen}
          onChange={choose}
          options={[{ value: '', label: t.all }, ...STATES.map((one) => ({ value: one as string, label: t.states[one] }))]}
        />
      </div>
      <ExitRows rows={list.rows} loading={list.isPending} />
      <More of={list} />
    </>
  );
}
