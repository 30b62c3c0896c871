import { z } from 'zod';

const Format = z.object({ mediaType: z.string(), url: z.string() });

/** A document of a case. Until it is printed it has a number, and neither a hash nor formats. */
export const DocumentView = z.object({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  documentNo: z.string().nullable(),
  /** What is printed on it, to check it with; nothing before it is printed. */
  code: z.string().nullable(),
  seq: z.int(),
  mediaType: z.string(),
  sha256: z.string().nullable(),
  bytes: z.int().nullable(),
  createdAt: z.iso.datetime(),
  printedAt: z.iso.datetime().nullable(),
  formats: z.array(Format),
});

/** What anybody may know of a document by its code: that it is genuine, and nothing about anybody. */
export const Authenticity = z.object({
  genuine: z.boolean(),
  documentNo: z.string().nullable(),
  title: z.string().nullable(),
  kind: z.string().nullable(),
  issuedBy: z.string().nullable(),
  issuedOn: z.iso.date().nullable(),
  /** Of the files as they were issued: PDF and DOCX. */
  sha256: z.array(z.object({ mediaType: z.string(), sha256: z.string() })),
});

/** What is said of a piece of evidence when it is sent: of which item, before or after it was put right. */
export const EvidenceFields = z.object({
  note: z.string().trim().min(1).max(2_000).optional(),
  itemNo: z.coerce.number().int().positive().max(10_000).optional(),
  phase: z.enum(['before', 'after']).optional(),
});

/** A piece of evidence; `sha256` is that of the original. `scan`: one that waits for the virus scanner, or is infected, is given to nobody. */
export const EvidenceView = z.object({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  itemNo: z.int().nullable(),
  phase: z.enum(['before', 'after']).nullable(),
  note: z.string().nullable(),
  scan: z.enum(['unscanned', 'waiting', 'clean', 'infected']),
  hasThumb: z.boolean(),
});

const Drawing = z
  .string()
  .max(200_000)
  .regex(/^data:image\/png;base64,[A-Za-z0-9+/]+={0,2}$/, 'a PNG as data URL');

/** A signature that was drawn on a screen, or a scan of it among the evidence of the case. */
export const SignatureInput = z
  .strictObject({
    role: z.enum(['inspector', 'institution']),
    name: z.string().trim().min(1).max(60),
    drawing: Drawing.optional(),
    evidenceId: z.uuid().optional(),
  })
  .refine(({ drawing, evidenceId }) => (drawing === undefined) !== (evidenceId === undefined), {
    path: ['drawing'],
    error: 'either a drawing or a piece of evidence',
  });

export const SignatureView = z.object({
  id: z.string(),
  role: z.enum(['inspector', 'institution']),
  name: z.string(),
  evidenceId: z.string(),
  signedAt: z.iso.datetime(),
});
