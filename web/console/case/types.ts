import type { Answer, Item } from '../../api/types.ts';

export type CaseView = Answer<'/api/v1/cases/{caseNo}'>;
export type CaseEvent = Item<'/api/v1/cases/{caseNo}/events'>;
export type Deadlines = Answer<'/api/v1/cases/{caseNo}/deadline'>;
export type OneDeadline = Deadlines['deadlines'][number];
export type OfferedAction = CaseView['availableActions'][number];
export type Evidence = CaseView['evidence'][number] & { itemNo?: number | null; phase?: string | null; note?: string | null };
