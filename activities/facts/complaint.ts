import type {
  AnswerMergedInput,
  CloseUnfoundedInput,
  ComplaintFile,
  GiveFeedbackInput,
  RecordInvestigationInput,
  TransferInput,
} from '../../domain/complaint.ts';
import { dayOf } from '../../domain/working-days.ts';
import type { DocumentFacts } from '../documents/index.ts';
import { dataOf, earlier, letterhead, type Source } from './source.ts';

type AnswerData = GiveFeedbackInput & CloseUnfoundedInput & AnswerMergedInput & { late: boolean };

export const complaintAnswer = (source: Source): DocumentFacts['complaintAnswer'] => {
  const { event, around } = source;
  const { channel, category, receivedAt, answer } = event.file as ComplaintFile;
  const { answer: text, way, late } = dataOf<AnswerData>(event);
  const substantiated = substantiatedBy(source);
  return {
    ...letterhead(source),
    channel,
    category,
    ...(way ? { way } : {}),
    late: late ?? answer?.late ?? false,
    receivedOn: dayOf(receivedAt),
    answer: text ?? answer?.text ?? '',
    ...(substantiated === undefined ? {} : { substantiated }),
    ...(around.policy && mayReopen(source) ? { reopenWithinWorkingDays: around.policy.complaint.reopenWithinWorkingDays } : {}),
  };
};

/** What the investigation came to by the time of the event; unset where there was none. */
function substantiatedBy(source: Source): boolean | undefined {
  if (source.event.name === 'closeUnfounded') return false;
  const investigation = earlier(source, 'recordInvestigation').at(-1);
  return investigation && dataOf<RecordInvestigationInput>(investigation).substantiated;
}

/** Reopening is asked for once, and only after an answer of the complaint's own. */
function mayReopen({ event }: Source): boolean {
  const { mergedInto, reopening } = event.file as ComplaintFile;
  return event.name === 'giveFeedback' && !mergedInto && !(reopening && reopening.requestedAt <= event.at);
}

/** Without what was reported in the complainant's own words: they may tell who complained. */
export const transferNotice = (source: Source): DocumentFacts['transferNotice'] => {
  const { channel, category, receivedAt, transferredTo } = source.event.file as ComplaintFile;
  const { department = transferredTo?.department ?? '', reason = transferredTo?.reason ?? '' } = dataOf<TransferInput>(source.event);
  return { ...letterhead(source), channel, category, department, reason, receivedOn: dayOf(receivedAt) };
};
