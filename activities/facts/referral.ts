import type { ReferralFile } from '../../domain/referral.ts';
import type { DocumentFacts } from '../documents/index.ts';
import { evidenceOf, lastDayOf, letterhead, type Source } from './source.ts';
import { actionTitle } from './titles.ts';

/** With the list of evidence and its hashes, of the case it is about and of its own, so that what was handed over can be checked. */
export const referralLetter = (source: Source): DocumentFacts['referralLetter'] => {
  const { target, ground, about, reason, lateOfficials, namedOfficials, missed } = source.event.file as ReferralFile;
  const { manifest, evidence } = source.around;
  const listed = new Set(manifest.map(({ sha256 }) => sha256));
  const own = evidence.filter(({ sha256 }) => !listed.has(sha256));
  return {
    ...letterhead(source),
    target,
    ground,
    about,
    ...(reason ? { reason } : {}),
    officials: [...new Set([...lateOfficials.map(source.name), ...namedOfficials.map((o) => o.name)])],
    ...(missed ? { missed: { awaited: actionTitle(missed.awaited), dueOn: lastDayOf(missed.dueAt) } } : {}),
    evidence: [...manifest, ...own].map(evidenceOf),
  };
};
