import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { canonical, sha256 } from '../casebook/chain.ts';
import type { CaseFile } from '../domain/kernel/case-file.ts';
import type { ToldStep } from '../domain/kernel/told-step.ts';
import { ROLES } from '../domain/roles.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Day = z.iso.date();
const Instant = z.number();

const Event = z.strictObject({
  seq: z.int().positive(),
  at: Instant,
  kind: z.enum(['action', 'rung', 'system']),
  name: z.string(),
  actor: z.strictObject({ id: z.string(), role: z.enum([...ROLES, 'system', 'public']), name: z.string() }),
  data: z.record(z.string(), z.unknown()),
  key: z.string(),
  stage: z.string(),
  texts: z.strictObject({ salt: z.string(), at: z.array(z.string()) }).nullish(),
  fileHash: z.string(),
  prevHash: z.string(),
  hash: z.string(),
  step: z.custom<ToldStep>((step) => typeof step === 'object' && step !== null).nullable(),
  recordedAt: Instant,
});

/** A paper that belongs to the case, by its hash: whoever has the paper can compare. */
const Paper = z.strictObject({
  id: z.string(),
  title: z.string(),
  kind: z.string(),
  mediaType: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  at: Instant,
});

const Proof = z.strictObject({
  seq: z.int().positive(),
  path: z.array(z.strictObject({ side: z.enum(['left', 'right']), hash: Hash })),
});

/** A closed day on which the case was written to: with the proofs it shows that the events were recorded on it. */
const CoveringDay = z.strictObject({
  day: Day,
  prev: z.string(),
  root: Hash,
  events: z.int(),
  cases: z.int(),
  leaves: Hash,
  proofs: z.array(Proof),
});

const FORMAT = 'anlao case bundle 1';

const Content = z.strictObject({
  format: z.literal(FORMAT),
  product: z.string(),
  exportedAt: Instant,
  caseNo: z.string(),
  head: z.string(),
  version: z.int(),
  told: z.int(),
  file: z.custom<CaseFile>((file) => typeof file === 'object' && file !== null),
  columns: z.record(z.string(), z.unknown()),
  events: z.array(Event),
  documents: z.array(Paper),
  evidence: z.array(Paper),
  days: z.array(CoveringDay),
  /** The last day that was closed when the bundle was made; what was recorded later is under no root yet. */
  closedThrough: Day.nullable(),
});
const Bundle = Content.extend({ digest: Hash });

export type BundleContent = z.infer<typeof Content>;
export type Bundle = z.infer<typeof Bundle>;

const digestOf = (content: BundleContent): string => sha256(canonical(content));

/** The bundle as it is handed out: canonical JSON with the digest of all the rest, compressed. */
export const packed = (content: Omit<BundleContent, 'format'>): { bytes: Buffer; digest: string } => {
  const whole: BundleContent = { format: FORMAT, ...content };
  const digest = digestOf(whole);
  return { bytes: gzipSync(canonical({ ...whole, digest })), digest };
};

/** The file is not a bundle, or not one that is whole. */
export class DamagedBundle extends Error {}

/** Reads a bundle. Throws `DamagedBundle` when a single byte is not as it was written. */
export function unpacked(bytes: Buffer): Bundle {
  const text = attempt(() => gunzipSync(bytes).toString('utf8'), 'it cannot be decompressed');
  const bundle = attempt(() => Bundle.parse(JSON.parse(text)), 'it is not a bundle of this product');
  const { digest, ...content } = bundle;
  if (canonical(bundle) !== text || digestOf(content) !== digest)
    throw new DamagedBundle('the file was changed: its digest is not that of its content');
  return bundle;
}

function attempt<T>(work: () => T, otherwise: string): T {
  try {
    return work();
  } catch (error) {
    throw new DamagedBundle(`the file was changed: ${otherwise}`, { cause: error });
  }
}
