import { z } from 'zod';

/** RFC 9457, with a machine-readable code and what is wrong with which field. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  available: z.array(z.string()).optional(),
});
