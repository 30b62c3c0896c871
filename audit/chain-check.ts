import { type CaseEvent, canonical, eventHash, fileHash, GENESIS, hasRemoved } from '../casebook/chain.ts';
import { type CaseFile, governing, isOpen, nextRung } from '../domain/kernel/case-file.ts';
import type { CaseHead, RecordedEvent } from './recorded.ts';

/** A place where the trail does not hold. `seq` is the first bad event of the case, `day` a day of the ledger. */
export interface Break {
  caseNo?: string;
  seq?: number;
  day?: string;
  what:
    | 'eventMissing'
    | 'eventChanged'
    | 'linkBroken'
    | 'stepChanged'
    | 'eventsMissingAtEnd'
    | 'eventBeyondHead'
    | 'headChanged'
    | 'fileChanged'
    | 'columnChanged'
    | 'noEvents'
    | 'noFile'
    | 'dayChanged'
    | 'dayMissing'
    | 'rootChanged'
    | 'bundleChanged';
  why: string;
}

/** Follows the chain of one case from its first event on. It stops at the first bad event: nothing behind it can be trusted. */
export class ChainCheck {
  private readonly caseNo: string;
  private last: RecordedEvent | undefined;
  private told: RecordedEvent | undefined;
  private broken: Break | undefined;
  /** The first event from which texts were removed without a step behind it that says so. */
  private bare: number | undefined;

  constructor(caseNo: string) {
    this.caseNo = caseNo;
  }

  /** Takes the next event, in the order of `seq`. */
  add(event: RecordedEvent): void {
    this.broken ??= this.fault(event);
    this.last = event;
    if (event.step) this.told = event;
    if (!event.texts && hasRemoved(event.data)) this.bare ??= event.seq;
    if (event.kind === 'system' && event.name === 'anonymise') this.bare = undefined;
  }

  /** What is wrong first, if anything, once all events are taken and the row of the case is known. */
  end(head: CaseHead | undefined): Break | undefined {
    if (!this.last) return this.at(1, 'noEvents', 'the case has no events at all');
    if (!head) return this.at(this.last.seq, 'noFile', 'its case is gone, the events are left');
    return this.broken ?? this.faultAtEnd(this.last, head);
  }

  private fault(event: RecordedEvent): Break | undefined {
    const expected = (this.last?.seq ?? 0) + 1;
    if (event.seq > expected) return this.at(expected, 'eventMissing', `it is missing: event ${event.seq} follows`);
    if (event.seq < expected) return this.at(event.seq, 'eventChanged', 'it stands in the log twice');
    if (event.prevHash !== (this.last?.hash ?? GENESIS))
      return this.at(event.seq, 'linkBroken', 'it does not continue the event before it: something was removed, inserted or moved here');
    if (event.hash !== eventHash(this.caseNo, event.prevHash, saidBy(event), event.fileHash))
      return this.at(event.seq, 'eventChanged', 'it does not say what was recorded: its content or its place was changed');
    return this.faultInStep(event);
  }

  /** The step is not part of the hash: it repeats what event and file say, and is held against them. */
  private faultInStep({ seq, name, stage, step }: RecordedEvent): Break | undefined {
    const said = step && { seq: step.seq, prev: step.prev, name: step.name, stage: step.stage, closed: step.closed };
    const expected = { seq, prev: this.told?.seq ?? 0, name, stage, closed: stage === 'closed' };
    if (!said || canonical(said) === canonical(expected)) return undefined;
    return this.at(seq, 'stepChanged', 'the workflow was told something else than it says');
  }

  private faultAtEnd(last: RecordedEvent, head: CaseHead): Break | undefined {
    const { file } = head;
    if (head.version > last.seq)
      return this.at(last.seq + 1, 'eventsMissingAtEnd', `the log ends at event ${last.seq}, the case is at ${head.version}`);
    if (head.version < last.seq)
      return this.at(head.version + 1, 'eventBeyondHead', `the case is at event ${head.version}, the log goes on to ${last.seq}`);
    if (head.head !== last.hash) return this.at(last.seq, 'headChanged', 'the head of the case is not the hash of its last event');
    if (this.bare !== undefined)
      return this.at(this.bare, 'eventChanged', 'texts were removed from it, and the case does not say that it was made anonymous');
    if (fileHash(file, last.texts) !== last.fileHash)
      return this.at(last.seq, 'fileChanged', 'the file is not the one that this event led to');
    const column = changedColumn(head);
    if (column) return this.at(last.seq, 'columnChanged', `the column of ${column} does not say what the file says`);
    return this.faultInTold(file, head.told);
  }

  private faultInTold(file: CaseFile, told: number): Break | undefined {
    const { seq = 0, step } = this.told ?? {};
    if (told !== seq || file.told !== seq) return this.at(Math.max(seq, 1), 'stepChanged', `the workflow was told up to event ${told}`);
    const said = step && { since: step.since, next: step.next };
    if (canonical(said) === canonical({ since: file.since, next: nextRung(file) ?? null })) return undefined;
    return this.at(seq, 'stepChanged', 'the workflow was told something else than the file says');
  }

  private at(seq: number, what: Break['what'], why: string): Break {
    return { caseNo: this.caseNo, seq, what, why };
  }
}

const saidBy = ({ seq, at, kind, name, actor, data, key, stage, texts }: CaseEvent): CaseEvent => ({
  seq,
  at,
  kind,
  name,
  actor,
  data,
  key,
  stage,
  texts: texts ?? null,
});

/** The first column of the case's row that does not repeat its file. */
function changedColumn({ file, version, told, columns }: CaseHead): string | undefined {
  const { type, division, stage, outcome = null, owner, assignee = null, clock, excluded, institution, parent = null, seq } = file;
  const status = isOpen(file) ? 'open' : 'closed';
  const dueAt = (clock === 'running' && governing(file)?.dueAt) || null;
  const expected = {
    type,
    division,
    stage,
    status,
    outcome,
    owner,
    assignee,
    clock,
    excluded,
    institution: institution?.id ?? null,
    parent,
    dueAt,
  };
  const found: Record<string, unknown> = { ...columns, version, told };
  return Object.entries({ ...expected, version: seq, told: file.told }).find(([k, v]) => canonical(found[k]) !== canonical(v))?.[0];
}
