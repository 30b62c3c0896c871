import { ArrowLeftOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Card, Descriptions, Tabs, Tag } from 'antd';
import { Link, useParams } from 'react-router';
import { $api } from '../../api/client.ts';
import { dayOf } from '../../shared/dates.ts';
import { useTexts } from '../../shared/texts.ts';
import { STAGE_WORDS } from '../../words/cases.ts';
import { VALUE_WORDS } from '../../words/values.ts';
import { useWords } from '../../words/word.ts';
import { CaseTable } from '../dashboards/cases-drawer.tsx';
import { ExitOfNow, ExitsOf } from '../exits/exits-of.tsx';
import { EXIT_TEXTS } from '../exits/texts.ts';
import { SmallTable } from '../parts/small-table.tsx';
import { useMe } from '../session/me.ts';
import { Failure, Loading } from '../shell/states.tsx';
import { Changes } from './changes.tsx';
import { Correct } from './correct.tsx';
import type { Profile } from './facts.ts';
import './registers.css';
import { LinkButton } from '../parts/link-button.tsx';
import { STATUS_WORDS, TEXTS } from './texts.ts';

/** An institution with everything that happened there, as far as the reader may know of it. */
export default function InstitutionPage() {
  const t = useTexts(TEXTS);
  const { exits } = useTexts(EXIT_TEXTS);
  const { id = '' } = useParams();
  const { permissions } = useMe();
  const queries = useQueryClient();
  const { data, error, refetch } = $api.useQuery('get', '/api/v1/institutions/{id}', { params: { path: { id } } });
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  const tab = (key: string, label: string, count: number, children: React.ReactNode) => ({ key, label: `${label} ${count}`, children });
  return (
    <>
      <p>
        <Link to="/institutions">
          <ArrowLeftOutlined /> {t.back}
        </Link>
      </p>
      <Head profile={data} changed={() => void queries.invalidateQueries()} />
      <Card className="register-card">
        <Tabs
          items={[
            tab('hazards', t.hazards, data.hazards.length, <Hazards hazards={data.hazards} />),
            tab('history', t.history, data.history.length, <CaseTable rows={data.history} />),
            tab('complaints', t.complaints, data.complaints.length, <CaseTable rows={data.complaints} />),
            tab('filings', t.filings, data.filings.length, <Filings filings={data.filings} />),
            tab('credit', t.credit, data.credit.length, <Credit credit={data.credit} />),
            ...(permissions.includes('exits.read') ? [{ key: 'exits', label: exits, children: <ExitsOf institution={id} /> }] : []),
            ...(permissions.includes('institutions.history')
              ? [{ key: 'changes', label: t.changes, children: <Changes institution={id} /> }]
              : []),
          ]}
        />
      </Card>
    </>
  );
}

/** What is known of several things, with commas between them. */
const listed = (...known: (string | null)[]): string | null => known.filter(Boolean).join('，') || null;

/** Who sets the prices, what they are, and how often they were changed within a year. */
function pricesOf({ priceKind, bedFee, careFee, priceChanges }: Profile, t: (typeof TEXTS)['zh'], words: (value: string) => string) {
  const fees = [bedFee && `${t.bedFee} ${bedFee}`, careFee && `${t.careFee} ${careFee}`];
  return listed(priceKind && words(priceKind), ...fees, priceChanges > 0 ? t.priceChanges(priceChanges) : null);
}

/** Facts side by side; what is long has a row of its own. */
const COLUMNS = { xs: 1, sm: 2, lg: 4 };

function Head({ profile, changed }: { profile: Profile; changed: () => void }) {
  const t = useTexts(TEXTS);
  const words = useWords(STATUS_WORDS);
  const { permissions } = useMe();
  const item = (label: string, children: React.ReactNode) => ({ key: label, label, children: children ?? '—' });
  return (
    <Card className="register-card">
      <h1 className="register-title">
        {profile.name}
        <Tag color={profile.filingStatus === 'unfiled' ? 'error' : 'default'}>{words(profile.filingStatus)}</Tag>
        <Tag>{words(profile.operatingStatus)}</Tag>
        <Correct profile={profile} onDone={changed} />
        {permissions.includes('exits.read') && <ExitOfNow institution={profile} />}
        {permissions.includes('rectifications.open') && (
          <LinkButton to={`/open?institution=${profile.id}`} size="small">
            {t.openAbout}
          </LinkButton>
        )}
      </h1>
      <Descriptions
        size="small"
        column={COLUMNS}
        items={[
          item(t.openCases, <strong className="figure">{profile.openCases}</strong>),
          item(t.overdueCases, <strong className={`figure ${profile.overdueCases > 0 ? 'is-late' : ''}`}>{profile.overdueCases}</strong>),
          item(t.beds, profile.beds),
          item(t.division, profile.divisionName),
          item(t.address, profile.address),
          item(t.mode, profile.operationMode),
          item(t.filedOn, profile.filedOn),
          item(t.creditCode, profile.creditCode),
          item(t.firstResponsible, listed(profile.firstResponsible, profile.firstResponsiblePost)),
          item(t.registration, listed(profile.registrationNo, profile.registeredOn, profile.registrationModel)),
          item(t.grade, listed(profile.grade, profile.gradedOn, profile.gradedBy)),
          item(t.prices, pricesOf(profile, t, words)),
          ...(profile.nameIrregularity ? [item(t.nameIrregularity, profile.nameIrregularity)] : []),
          item(t.complaintLine, profile.complaintLine),
          item(t.complaintBox, profile.complaintBox),
          { ...item(t.services, profile.services), span: COLUMNS },
        ]}
      />
    </Card>
  );
}

const caseLink = ({ caseNo }: { caseNo: string }) => <Link to={`/cases/${caseNo}`}>{caseNo}</Link>;

function Hazards({ hazards }: { hazards: Profile['hazards'] }) {
  const t = useTexts(TEXTS);
  const words = useWords(VALUE_WORDS);
  type Row = Profile['hazards'][number];
  return (
    <SmallTable
      rowKey={(row) => `${row.caseNo}/${row.itemNo}`}
      rows={hazards}
      width={860}
      none={t.nothing}
      columns={[
        { title: t.description, dataIndex: 'description', width: 260 },
        { title: t.kind, key: 'kind', render: (row: Row) => words(row.kind) },
        { title: t.severity, key: 'severity', render: (row: Row) => words(row.severity) },
        { title: t.state, key: 'state', render: (row: Row) => words(row.state) },
        { title: t.dueOn, dataIndex: 'dueOn', className: 'nowrap' },
        { title: t.rounds, dataIndex: 'rounds', align: 'right' },
        {
          title: t.relapses,
          key: 'relapses',
          align: 'right',
          render: (row: Row) => (row.relapses > 0 ? <strong className="is-late">{row.relapses}</strong> : 0),
        },
        { title: t.caseNo, key: 'caseNo', render: caseLink },
      ]}
    />
  );
}

function Filings({ filings }: { filings: Profile['filings'] }) {
  const t = useTexts(TEXTS);
  const stages = useWords(STAGE_WORDS);
  const words = useWords(VALUE_WORDS);
  type Row = Profile['filings'][number];
  return (
    <SmallTable
      rowKey="caseNo"
      rows={filings}
      width={560}
      none={t.nothing}
      columns={[
        { title: t.caseNo, key: 'caseNo', render: caseLink },
        { title: t.kind, key: 'kind', render: (row: Row) => words(row.kind) },
        { title: t.filedOn, dataIndex: 'filedOn' },
        { title: t.stage, key: 'stage', render: (row: Row) => stages(row.stage) },
        { title: t.checks, dataIndex: 'checks', align: 'right' },
      ]}
    />
  );
}

function Credit({ credit }: { credit: Profile['credit'] }) {
  const t = useTexts(TEXTS);
  type Row = Profile['credit'][number];
  return (
    <SmallTable
      rowKey={(row) => `${row.caseNo}/${row.at}`}
      rows={credit}
      width={560}
      none={t.nothing}
      columns={[
        { title: t.on, key: 'at', render: (row: Row) => <span className="nowrap">{dayOf(row.at)}</span> },
        { title: t.ground, key: 'ground', render: (row: Row) => t[row.ground] },
        { title: t.description, dataIndex: 'description' },
        { title: t.caseNo, key: 'caseNo', render: caseLink },
      ]}
    />
  );
}
