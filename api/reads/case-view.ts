import type { Person } from '../../casebook/people.ts';
import { CASE_TYPE } from '../../domain/case-types.ts';
import { actionsOf } from '../../domain/kernel/advance.ts';
import { available, type CaseFile, governing, isOpen, nextExpected } from '../../domain/kernel/index.ts';
import type { Actor } from '../../domain/roles.ts';
import type { Deps } from '../deps.ts';
import { maySee } from '../permissions.ts';
import { exampleOf, inputSchemaOf, schemaOf } from '../schemas/actions.ts';
import { rowView } from './case-row.ts';

const KERNEL = new Set(
  'caseNo type stage outcome seq at since told openedAt receivedAt division institution policy owner assignee assignedAt returns deadlines suspensions clock acts excluded parent links evidence items'.split(
    ' ',
  ),
);

/** The case as this person may see it, made from its file. Nothing in it tells who complained. */
export async function caseView(deps: Deps, person: Person, file: CaseFile) {
  const { people } = deps;
  const { caseNo } = file;
  const governs = governing(file);
  const expected = nextExpected(file);
  const row = await rowView(
    {
      caseNo,
      type: file.type,
      division: file.division,
      institutionId: file.institution?.id ?? null,
      institutionName: file.institution?.name ?? null,
      stage: file.stage,
      status: isOpen(file) ? 'open' : 'closed',
      outcome: file.outcome ?? null,
      version: file.seq,
      openedAt: new Date(file.openedAt),
      receivedAt: new Date(file.receivedAt),
      dueAt: governs ? new Date(governs.dueAt) : null,
      provisional: governs?.provisional ?? false,
      clock: file.clock,
      ownerId: file.owner,
      assigneeId: file.assignee ?? null,
      nextEvent: expected?.awaits ?? null,
      nextEventAt: expected ? new Date(expected.dueAt) : null,
    },
    people,
    Date.now(),
  );
  const [{ documents, evidence }, links] = await Promise.all([papersOf(deps, caseNo), linksOf(deps, person, file)]);
  const actions = await actionsFor(deps, person, file, evidence);
  const suspended = file.clock === 'suspended' ? file.suspensions.at(-1) : undefined;
  return {
    ...row,
    clock: { state: file.clock, ...(suspended ? { ground: suspended.ground, since: suspended.from } : {}) },
    parent: file.parent && links.visible.has(file.parent) ? file.parent : null,
    links: file.links.filter((l) => links.visible.has(l.caseNo)),
    referrals: links.referrals,
    items: (file as unknown as { items?: Record<string, unknown>[] }).items ?? [],
    data: Object.fromEntries(Object.entries(file).filter(([k]) => !KERNEL.has(k))),
    documents: documents.map((d) => ({ ...d, createdAt: new Date(d.createdAt).toISOString() })),
    evidence,
    availableActions: actions,
  };
}

interface Papers {
  documents: { id: string; kind: string; title: string; sha256: string; createdAt: string }[];
  evidence: { id: string; name: string; mediaType: string; bytes: number; sha256: string }[];
}

/** The documents and the evidence of a case. */
async function papersOf({ pool }: Deps, caseNo: string): Promise<Papers> {
  const { rows } = await pool.query<Papers>({
    name: 'papers',
    text: `SELECT
      (SELECT COALESCE(json_agg(json_build_object('id', id, 'kind', kind, 'title', title, 'sha256', sha256, 'createdAt', created_at) ORDER BY seq, kind), '[]')
         FROM case_document WHERE case_no = $1) AS documents,
      (SELECT COALESCE(json_agg(json_build_object('id', id, 'name', name, 'mediaType', media_type, 'bytes', bytes, 'sha256', sha256) ORDER BY created_at), '[]')
         FROM evidence WHERE case_no = $1) AS evidence`,
    values: [caseNo],
  });
  return rows[0] ?? { documents: [], evidence: [] };
}

/** Linked cases that the person may know of; of referrals everybody else sees only that they were received. */
async function linksOf({ prisma }: Deps, person: Person, file: CaseFile) {
  const caseNos = [...new Set([...file.links.map((l) => l.caseNo), ...(file.parent ? [file.parent] : [])])];
  const rows =
    caseNos.length === 0
      ? []
      : await prisma.caseFile.findMany({
          where: { caseNo: { in: caseNos } },
          select: { caseNo: true, type: true, stage: true, file: true },
        });
  const visible = new Set(rows.filter((r) => maySee(person, r.file as unknown as CaseFile)).map((r) => r.caseNo));
  const referrals = rows.filter((r) => r.type === 'referral' && !visible.has(r.caseNo)).map((r) => ({ received: r.stage !== 'queued' }));
  return { visible, referrals: person.role === 'institution' ? [] : referrals };
}

/** What the person may do now, each with the schema of its input and an example that is lawful for this very case. */
async function actionsFor({ casebook, people, prisma }: Deps, person: Person, file: CaseFile, papers: { id: string }[]) {
  const type = CASE_TYPE[file.type];
  const actor: Actor = { id: person.id, role: person.role, name: person.name };
  const circumstances = await casebook.circumstances(file);
  const names = available(type, file, actor, circumstances).filter((name) => schemaOf(file.type, name));
  if (names.length === 0) return [];
  const role = file.type === 'referral' ? 'discipline' : 'caseworker';
  const officers = (await people.holding(role, file.division, file.excluded)).map((p) => p.id);
  const evidence = papers.map((e) => e.id);
  const others = names.includes('merge') ? await otherCases(prisma, file) : [];
  const institutions = names.includes('identifyInstitution')
    ? await prisma.institution.findMany({ where: { division: file.division }, take: 1, select: { id: true, name: true } })
    : [];
  const context = { ...circumstances, people: { caseworkers: officers }, evidence, cases: others, institutions };
  return names.map((name) => ({
    name,
    title: actionsOf(type)[name]?.title.zh ?? name,
    inputSchema: inputSchemaOf(file.type, name, exampleOf(file.type, name, file, context)) as Record<string, unknown>,
  }));
}

const otherCases = async (prisma: Deps['prisma'], { caseNo, type, division }: CaseFile): Promise<string[]> =>
  (
    await prisma.caseFile.findMany({
      where: { type, division, status: 'open', NOT: { caseNo } },
      orderBy: { openedAt: 'desc' },
      take: 1,
      select: { caseNo: true },
    })
  ).map((r) => r.caseNo);
