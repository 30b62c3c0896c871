import { z } from 'zod';
import { CASE_TYPES } from '../../domain/kernel/case-file.ts';
import { DocumentView, EvidenceView } from './papers.ts';

const Instant = z.iso.datetime();
const Ref = z.object({ id: z.string(), name: z.string() });

export const Opened = z.object({
  caseNo: z.string(),
  receiptCode: z.string().optional(),
  /** The complaint that it was merged into, where that was asked for and could be done. */
  mergedInto: z.string().optional(),
  dueAt: Instant.nullable(),
  provisional: z.boolean(),
});

/** A check or rectification that was opened, with what runs or was done lately at the same institution. */
export const OpenedCheck = Opened.extend({
  overlaps: z.array(
    z.object({ caseNo: z.string(), type: z.string(), stage: z.string(), outcome: z.string().nullable(), openedAt: Instant }),
  ),
});

const Row = {
  caseNo: z.string(),
  type: z.enum(CASE_TYPES),
  title: z.string(),
  stage: z.string(),
  stageTitle: z.string(),
  status: z.enum(['open', 'closed']),
  outcome: z.string().nullable(),
  version: z.int(),
  openedAt: Instant,
  receivedAt: Instant,
  dueAt: Instant.nullable(),
  provisional: z.boolean(),
  overdue: z.boolean(),
  /** Working days until the end of the date it is judged by; 0 on its last day, negative when they were missed. */
  workingDaysLeft: z.int().nullable(),
  stalledReasons: z.array(z.string()),
  assignee: Ref.nullable(),
  owner: Ref.nullable(),
  institution: z.object({ id: z.string().nullable(), name: z.string() }).nullable(),
  division: z.string(),
  next: z.object({ event: z.string(), at: Instant }).nullable(),
  /** Whether the next step is this caller's to take, as far as their role and the assignment say. */
  mine: z.boolean(),
};

/** A case in a worklist. */
export const CaseRow = z.object(Row);

/** A case as this caller may see it, with what they may do now. */
export const CaseView = z.object({
  ...Row,
  /** The first responsible person of the institution, as the register names them. */
  firstResponsible: z.object({ name: z.string(), post: z.string().nullable() }).nullable(),
  clock: z.object({ state: z.enum(['running', 'suspended', 'stopped']), ground: z.string().optional(), since: z.string().optional() }),
  parent: z.string().nullable(),
  links: z.array(z.object({ kind: z.string(), caseNo: z.string() })),
  referrals: z.array(z.object({ caseNo: z.string(), received: z.boolean() })),
  items: z.array(z.record(z.string(), z.unknown())),
  data: z.record(z.string(), z.unknown()),
  /** Who the people are that the data names by their ids. */
  people: z.array(Ref),
  documents: z.array(DocumentView),
  evidence: z.array(EvidenceView),
  availableActions: z.array(z.object({ name: z.string(), title: z.string(), inputSchema: z.record(z.string(), z.unknown()) })),
});

/** Whether the log of a case holds: every event follows the one before it, and the file is the one they led to. */
export const TrailCheck = z.object({
  events: z.int(),
  intact: z.boolean(),
  /** The first event that does not fit, and why. */
  broken: z.object({ seq: z.int().nullable(), what: z.string(), why: z.string() }).nullable(),
});

export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.int().optional() });

export const EventView = z.object({
  seq: z.int(),
  at: Instant,
  kind: z.enum(['action', 'rung', 'system']),
  name: z.string(),
  actor: z.object({
    id: z.string(),
    role: z.string(),
    name: z.string(),
    onBehalfOf: z.object({ id: z.string(), name: z.string() }).optional(),
  }),
  data: z.record(z.string(), z.unknown()),
  /** Who the people are that `data` names by their ids. */
  people: z.array(z.object({ id: z.string(), name: z.string() })),
  stage: z.string(),
  prevHash: z.string(),
  hash: z.string(),
});

export const LedgerDay = z.object({
  date: z.string(),
  counted: z.boolean(),
  reason: z.string(),
  number: z.int().optional(),
  name: z.string().optional(),
  provisional: z.boolean().optional(),
});
export const DeadlineView = z.object({ dueAt: Instant.nullable(), provisional: z.boolean(), ledger: z.array(LedgerDay) });
const OneDeadline = z.object({
  id: z.string(),
  name: z.string(),
  awaits: z.string(),
  statutory: z.boolean(),
  dueAt: Instant,
  provisional: z.boolean(),
  /** Number of the event that set or moved it. */
  setBy: z.int(),
  ledger: z.array(LedgerDay),
});
const Suspension = z.object({ from: z.string(), to: z.string().optional(), actNo: z.union([z.int(), z.string()]), ground: z.string() });
export const CaseDeadlines = DeadlineView.extend({
  deadlines: z.array(OneDeadline),
  suspensions: z.array(Suspension),
  history: z.array(OneDeadline),
});
