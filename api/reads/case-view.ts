import type { Person } from '../../casebook/people.ts';
import { type CaseFile, governing, isOpen, nextExpected } from '../../domain/kernel/index.ts';
import type { Deps } from '../deps.ts';
import type { Language } from '../language.ts';
import { maySee } from '../permissions.ts';
import { type CaseColumns, rowView } from './case-row.ts';
import { asTold, isInstitution, ownEvidence, toldSince } from './disclosure.ts';
import { documentsFor } from './documents.ts';
import { offeredTo } from './offered.ts';
import { papersOf } from './papers.ts';

const KERNEL = new Set(
  'caseNo type stage outcome seq at since told openedAt receivedAt division institution policy owner assignee assignedAt returns deadlines suspensions clock acts excluded parent links evidence items'.split(
    ' ',
  ),
);

/** The case as this person may see it, made from its file. Nothing in it tells who complained, and an institution does not learn that anybody did. */
export async function caseView(deps: Deps, person: Person, file: CaseFile, language: Language) {
  const { people, law } = deps;
  const [{ documents, evidence, behind }, links, calendar, firstResponsible] = await Promise.all([
    papersFor(deps, person, file),
    linksOf(deps, person, file),
    law.calendar(),
    firstResponsibleAt(deps, file),
  ]);
  const columns = isInstitution(person) ? asTold(columnsOf(file)) : columnsOf(file);
  const [row, availableActions] = await Promise.all([
    rowView(columns, people, { now: Date.now(), calendar, person, language, behind }),
    offeredTo(
      deps,
      person,
      file,
      evidence.map((e) => e.id),
      language,
    ),
  ]);
  const suspended = file.clock === 'suspended' ? file.suspensions.at(-1) : undefined;
  const hidden = isInstitution(person) ? ['source', 'legalHold', 'anonymised'] : [];
  return {
    ...row,
    firstResponsible,
    clock: { state: file.clock, ...(suspended ? { ground: suspended.ground, since: suspended.from } : {}) },
    parent: file.parent && links.visible.has(file.parent) ? file.parent : null,
    links: file.links.filter((l) => links.visible.has(l.caseNo)),
    referrals: links.referrals,
    items: 'items' in file ? (file.items as Record<string, unknown>[]) : [],
    data: Object.fromEntries(Object.entries(file).filter(([key]) => !KERNEL.has(key) && !hidden.includes(key))),
    documents,
    evidence,
    availableActions,
  };
}

/** Who is responsible for the institution in the first place, as the register says now. */
async function firstResponsibleAt({ prisma }: Deps, { institution }: CaseFile) {
  if (institution?.id === undefined) return null;
  const found = await prisma.institution.findUnique({
    where: { id: institution.id },
    select: { firstResponsible: true, firstResponsiblePost: true },
  });
  return found?.firstResponsible ? { name: found.firstResponsible, post: found.firstResponsiblePost } : null;
}

/** What lies in the case, as far as this person may read it. */
async function papersFor(deps: Deps, person: Person, file: CaseFile) {
  const [papers, documents] = await Promise.all([papersOf(deps, file), documentsFor(deps, person, file.caseNo)]);
  const found = isInstitution(person) ? await ownEvidence(deps, person, papers.evidence) : papers.evidence;
  return { ...papers, documents, evidence: found.map(({ uploadedBy: _, ...shown }) => shown) };
}

/** The columns that the database would show for this file. */
function columnsOf(file: CaseFile): CaseColumns {
  const governs = governing(file);
  const expected = nextExpected(file);
  return {
    caseNo: file.caseNo,
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
    disclosedAt: Number.isFinite(toldSince(file)) ? new Date(toldSince(file)) : null,
    dueAt: governs ? new Date(governs.dueAt) : null,
    provisional: governs?.provisional ?? false,
    clock: file.clock,
    ownerId: file.owner,
    assigneeId: file.assignee ?? null,
    nextEvent: expected?.awaits ?? null,
    nextEventAt: expected ? new Date(expected.dueAt) : null,
  };
}

/** Linked cases that the person may know of; of referrals everybody else sees only whether they were received. */
async function linksOf({ prisma }: Deps, person: Person, file: CaseFile) {
  const caseNos = [...new Set([...file.links.map((l) => l.caseNo), ...(file.parent ? [file.parent] : [])])];
  const found = caseNos.length === 0 ? [] : await prisma.caseFile.findMany({ where: { caseNo: { in: caseNos } }, select: { file: true } });
  const files = found.map((row) => row.file as unknown as CaseFile);
  const visible = new Set(files.filter((other) => maySee(person, other)).map((other) => other.caseNo));
  const referrals = files
    .filter((other) => other.type === 'referral' && !visible.has(other.caseNo))
    .map((other) => ({ caseNo: other.caseNo, received: other.stage !== 'queued' || 'returned' in other }));
  return { visible, referrals: isInstitution(person) ? [] : referrals };
}
