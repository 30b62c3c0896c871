import type { Person } from '../../casebook/people.ts';
import type { CaseFile } from '../../domain/kernel/index.ts';
import type { Deps } from '../deps.ts';
import type { Language } from '../language.ts';
import { maySee, withOwnLetters } from '../permissions.ts';
import { columnsFor } from './case-columns.ts';
import { rowView } from './case-row.ts';
import { isDisclosed, isInstitution, ownEvidence } from './disclosure.ts';
import { documentsShownTo } from './documents.ts';
import { namedIn } from './named.ts';
import { offeredTo } from './offered.ts';
import type { Papers } from './papers.ts';

const KERNEL = new Set(
  'caseNo type stage outcome seq at since told openedAt receivedAt division institution policy owner assignee assignedAt returns deadlines suspensions clock acts excluded parent links evidence items'.split(
    ' ',
  ),
);

/** The case as this person may see it, made from its file. Nothing in it tells who complained, and an institution does not learn that anybody did. */
export async function caseView(deps: Deps, person: Person, { file, papers }: { file: CaseFile; papers: Papers }, language: Language) {
  const { people, law } = deps;
  const [{ documents, evidence, behind, firstResponsible }, links, calendar] = await Promise.all([
    papersFor(deps, person, papers),
    linksOf(deps, person, file),
    law.calendar(),
  ]);
  const columns = await columnsFor(deps, person, file);
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
  const shows = (field: string) => !KERNEL.has(field) && (!isInstitution(person) || isDisclosed(file.type, field));
  const data = Object.fromEntries(Object.entries(withOwnLetters(person, file)).filter(([field]) => shows(field)));
  return {
    ...row,
    firstResponsible,
    clock: { state: file.clock, ...(suspended ? { ground: suspended.ground, since: suspended.from } : {}) },
    parent: file.parent && links.visible.has(file.parent) ? file.parent : null,
    links: file.links.filter((l) => links.visible.has(l.caseNo)),
    referrals: links.referrals,
    items: 'items' in file ? (file.items as Record<string, unknown>[]) : [],
    data,
    people: await namedIn(people, person, data),
    documents,
    evidence,
    availableActions,
  };
}

/** What lies in the case, as far as this person may read it. */
async function papersFor(deps: Deps, person: Person, papers: Papers) {
  const found = isInstitution(person) ? await ownEvidence(deps, person, papers.evidence) : papers.evidence;
  return { ...papers, documents: documentsShownTo(person, papers.documents), evidence: found.map(({ uploadedBy: _, ...shown }) => shown) };
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
