import type { FilingCheckFile, RecordSiteCheckInput, UrgeFilingInput } from '../../domain/filing-check.ts';
import { dayOf, type IsoDate } from '../../domain/working-days.ts';
import type { DocumentFacts } from '../documents/index.ts';
import { dataOf, letterhead, type Source, signedBoth } from './source.ts';

export const siteCheckRecord = (source: Source): DocumentFacts['siteCheckRecord'] => {
  const { event, name } = source;
  const { kind, filedOn, discoveredOn, receivedAt } = event.file as FilingCheckFile;
  const {
    checkedOn = dayOf(event.at),
    inspectors = [],
    departments = [],
    verification = [],
    hazards = [],
    conclusion,
    late = false,
    dueOn,
  } = dataOf<RecordSiteCheckInput & { late: boolean; dueOn: IsoDate }>(event);
  return {
    ...letterhead(source),
    kind,
    ...(dueOn ? { dueOn } : {}),
    clockStartOn: (kind === 'filed' ? filedOn : discoveredOn) ?? dayOf(receivedAt),
    checkedOn,
    departments,
    verification,
    ...(conclusion ? { conclusion } : {}),
    late,
    inspectors: inspectors.map(name),
    hazards: hazards.map((hazard, i) => ({ ...hazard, no: i + 1 })),
    ...signedBoth(source),
  };
};

export const filingUrge = (source: Source): DocumentFacts['filingUrge'] => {
  const { event, name } = source;
  const { discoveredOn, urges } = event.file as FilingCheckFile;
  const {
    visitedOn = dayOf(event.at),
    inspectors = [],
    residents,
    dueOn = urges.find((u) => u.at === event.at)?.dueOn ?? dayOf(event.at),
  } = dataOf<UrgeFilingInput & { dueOn: IsoDate }>(event);
  return {
    ...letterhead(source),
    ...(discoveredOn ? { discoveredOn } : {}),
    visitedOn,
    inspectors: inspectors.map(name),
    ...(residents === undefined ? {} : { residents }),
    fileBefore: dueOn,
  };
};

/** As the institution committed itself when it filed. */
export const filingCommitment = (source: Source): DocumentFacts['filingCommitment'] => {
  const { commitment, filedOn } = source.event.file as FilingCheckFile;
  const { subjects, committedOn } = commitment ?? { subjects: [], committedOn: dayOf(source.event.at) };
  const signed = signedBoth(source).signed?.institution;
  return { ...letterhead(source), subjects, committedOn, ...(filedOn ? { filedOn } : {}), ...(signed ? { signed } : {}) };
};
