import type { z } from 'zod';
import { CASE_TYPE } from '../../domain/case-types.ts';
import { reopenUntil } from '../../domain/complaint/callback.ts';
import type { ComplaintFile } from '../../domain/complaint.ts';
import { isLate } from '../../domain/kernel/case-file.ts';
import { available } from '../../domain/kernel/index.ts';
import type { Actor } from '../../domain/roles.ts';
import type { Deps } from '../deps.ts';
import type { Language } from '../language.ts';
import { COMPLAINANT_ACTIONS, type Followed } from '../schemas/public.ts';
import { deadlinesOf } from './deadlines.ts';
import { plainSteps } from './plain-steps.ts';

/** Whoever comes with a receipt code. */
export const COMPLAINANT: Actor = { id: 'public', role: 'public', name: '投诉人' };

/** Documents of a complaint that are written to the complainant. */
export const FOR_THE_COMPLAINANT = ['complaintAnswer', 'transferNotice'];

const iso = (at: number): string => new Date(at).toISOString();

/** The case as its complainant may see it: where it stands, when it is answered, the answer, and what they can do. No word about persons. */
export async function complainantView(deps: Deps, file: ComplaintFile, language: Language): Promise<z.output<typeof Followed>> {
  const [{ deadlines, history }, papers, steps, now] = await Promise.all([
    deadlinesOf(deps, file),
    papersFor(deps, file.caseNo),
    plainSteps(deps, file, language),
    deps.casebook.circumstances(file),
  ]);
  const due = [...deadlines, ...history].find((d) => d.name === 'answer'); // the newest; once answered, the one that held
  const may = available(CASE_TYPE.complaint, file, COMPLAINANT, now);
  const actions = COMPLAINANT_ACTIONS.filter((name) => may.includes(name));
  return {
    caseNo: file.caseNo,
    institution: file.institution?.name ?? null,
    category: file.category,
    stage: file.stage,
    stageTitle: CASE_TYPE.complaint.stageTitles[file.stage]?.[language] ?? file.stage,
    status: file.stage === 'closed' ? 'closed' : 'open',
    outcome: file.outcome ?? null,
    receivedAt: iso(file.receivedAt),
    dueAt: due?.dueAt ?? null,
    provisional: due?.provisional ?? false,
    ledger: due?.ledger ?? [],
    answer: file.answer?.text ?? null,
    answeredAt: file.answer ? iso(file.answer.at) : null,
    late: file.answer?.late ?? isLate(file, 'answer', now.now),
    transferredTo: file.transferredTo?.department ?? null,
    steps,
    ...papers,
    unsealings: unsealingsOf(file),
    may: actions,
    reopenUntil: actions.includes('requestReopening') && file.answer ? iso(reopenUntil(file.answer.at, now)) : null,
  };
}

/** Every request, decision and reading about the complainant, oldest first: who it was only as a role. */
function unsealingsOf({ unsealing = [], passedOn = [] }: ComplaintFile): z.output<typeof Followed>['unsealings'] {
  const asked = unsealing.flatMap(({ at, reason, decision, readings }) => [
    { at, what: 'requested' as const, role: 'caseworker' as const, reason },
    ...(decision ? [{ at: decision.at, what: granted(decision), role: 'supervisor' as const, reason: decision.reason }] : []),
    ...readings.map((read) => ({ at: read, what: 'read' as const, role: 'caseworker' as const, reason: null })),
  ]);
  const passed = passedOn.map(({ at, role }) => ({ at, what: 'read' as const, role, reason: null }));
  return [...asked, ...passed].sort((a, b) => a.at - b.at).map((step) => ({ ...step, at: iso(step.at) }));
}

const granted = (decision: { granted: boolean }): 'granted' | 'denied' => (decision.granted ? 'granted' : 'denied');

/** What was written to the complainant, and what they handed in themselves. */
async function papersFor({ prisma }: Deps, caseNo: string) {
  const [documents, files] = await Promise.all([
    prisma.caseDocument.findMany({
      where: { caseNo, kind: { in: FOR_THE_COMPLAINANT }, sha256: { not: null } },
      orderBy: [{ seq: 'asc' }, { kind: 'asc' }],
      select: { id: true, title: true, mediaType: true, bytes: true, createdAt: true },
    }),
    prisma.evidence.findMany({
      where: { caseNo, uploadedBy: COMPLAINANT.id },
      orderBy: { createdAt: 'asc' },
      select: { name: true, mediaType: true, bytes: true, createdAt: true },
    }),
  ]);
  return {
    documents: documents.map((d) => ({ ...d, bytes: d.bytes ?? 0, createdAt: d.createdAt.toISOString() })),
    files: files.map((f) => ({ ...f, bytes: Number(f.bytes), createdAt: f.createdAt.toISOString() })),
  };
}
