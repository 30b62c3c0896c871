import { defaultPolicy } from '../base.ts';
import type { Policy } from '../policy.ts';

/**
 * Juye county, Shandong: a campaign plan. The rectification date is the one written on the record, so no period in days.
 * What an institution finds and mends itself is handled lightly; whether it is published is decided each time (C-28).
 */
export const juye: Policy = { ...defaultPolicy, jurisdiction: '371724', name: '巨野县', source: '巨民发〔2023〕10号' };
