import { defaultPolicy } from '../base.ts';
import type { Policy } from '../policy.ts';

/**
 * Baoji city, Shaanxi: a notice of six departments on the quality action of 2020. It sets targets by date but no period in days; the
 * way from a refused rectification to joint enforcement is a decision at every step (C-10).
 */
export const baoji: Policy = { ...defaultPolicy, jurisdiction: '610300', name: '宝鸡市', source: '宝民发〔2020〕133号' };
