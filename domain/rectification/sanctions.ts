import type { ActionTable } from '../kernel/case-type.ts';
import { notProposable } from '../kernel/common-actions.ts';
import { refuse } from '../kernel/refusal.ts';
import { proposeTo, SANCTION_MEASURES } from '../sanctions.ts';
import { isGreat, type ProposeSanctionsInput, type RectificationFile, type Stage } from './file.ts';

const hasGreatHazards = ({ items }: RectificationFile): boolean => items.some(isGreat);

/**
 * What R-097 links: joint punishment, heavier penalties, a lower grade. Whether a poor self-check and great hazards are both needed is not clear
 * from its text (C-35): either may be brought before the leader, who is shown both and decides on each measure by itself.
 */
export const LINKED_SANCTIONS = {
  proposeSanctions: {
    title: { zh: '提请惩戒、从重处罚、降低星级', en: 'Propose linked sanctions' },
    at: 'any',
    by: ['caseworker', 'supervisor'],
    offered: (file) => notProposable(file, SANCTION_MEASURES),
    refuse: (file, { selfCheckPoor }: ProposeSanctionsInput) =>
      selfCheckPoor || hasGreatHazards(file) ? undefined : refuse('no-ground-for-sanctions', { field: 'selfCheckPoor' }),
    take(draft, { selfCheckPoor, cause }: ProposeSanctionsInput, step) {
      const facts = { selfCheckPoor, greatHazards: hasGreatHazards(draft) };
      step.say(facts);
      proposeTo(draft, SANCTION_MEASURES, { cause, facts }, step);
    },
  },
} satisfies ActionTable<RectificationFile, Stage>;
