import { defaultPolicy } from '../base.ts';
import type { Policy } from '../policy.ts';

/**
 * Mingxi county, Fujian: a campaign plan. It sets milestones but no period in days. Refusal to rectify leads to a request for
 * joint enforcement by the government, which the leader decides on (C-10).
 */
export const mingxi: Policy = { ...defaultPolicy, jurisdiction: '350421', name: '明溪县', source: '明民〔2024〕28号' };
