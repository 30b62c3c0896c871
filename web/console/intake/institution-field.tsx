import { CheckCircleFilled, QuestionCircleOutlined } from '@ant-design/icons';
import { AutoComplete } from 'antd';
import { useDeferredValue } from 'react';
import { $api } from '../../api/client.ts';
import { useTexts } from '../../shared/texts.ts';
import type { Draft } from './draft.ts';
import { INTAKE_TEXTS } from './texts.ts';

interface Props {
  id: string;
  draft: Draft;
  write: (change: Partial<Draft>) => void;
  wrong: boolean;
}

/** The institution: found while one types, or kept as it was told. */
export function InstitutionField({ id, draft: { institutionId, institutionName }, write, wrong }: Props) {
  const t = useTexts(INTAKE_TEXTS);
  const q = useDeferredValue(institutionName.trim());
  const { data } = $api.useQuery(
    'get',
    '/api/v1/institutions',
    { params: { query: { q, limit: 8 } } },
    { enabled: q !== '' && institutionId === undefined, placeholderData: (before) => before },
  );
  const options = (institutionId === undefined && q !== '' ? (data?.items ?? []) : []).map((found) => ({
    value: found.id,
    label: (
      <span className="intake-option">
        <strong>{found.name}</strong>
        <small>{found.address}</small>
      </span>
    ),
    name: found.name,
  }));
  const mark = institutionId ? (
    <span className="good">
      <CheckCircleFilled /> {t.registered}
    </span>
  ) : (
    institutionName.trim() !== '' && (
      <span className="intake-unregistered">
        <QuestionCircleOutlined /> {t.unregistered}
      </span>
    )
  );
  return (
    <div>
      <AutoComplete
        id={id}
        autoFocus
        value={institutionName}
        options={options}
        status={wrong ? 'error' : ''}
        placeholder={t.institutionHint}
        defaultActiveFirstOption
        showSearch={{ filterOption: false, onSearch: (typed) => write({ institutionName: typed, institutionId: undefined }) }}
        onSelect={(chosen, option) => write({ institutionId: chosen, institutionName: option.name })}
        style={{ width: '100%' }}
        size="large"
      />
      <p className="intake-mark" aria-live="polite">
        {mark || ' '}
      </p>
    </div>
  );
}
