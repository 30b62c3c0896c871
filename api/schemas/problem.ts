import { z } from 'zod';
import { REASON_CODES } from '../../domain/kernel/reasons.ts';

/**
 * RFC 9457, with a machine-readable code and what is wrong with which field. Where the rules do not allow something, `code` is the class,
 * `reason` the reason itself, and `about` what the sentence in `detail` is about, in its order.
 */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    reason: z.enum(REASON_CODES).optional(),
    about: z.array(z.string()).optional(),
    detail: z.string().optional(),
    errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
    available: z.array(z.string()).optional(),
  })
  .meta({ id: 'Problem' });
