import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import type { Scan } from '../casebook/contents.ts';
import { InvalidInput, KeyReused } from '../casebook/errors.ts';
import { checkArchive } from '../storage/archive.ts';
import { ScannerAway, scan } from '../storage/clamd.ts';
import { copiesOf } from '../storage/picture.ts';
import { type Sniffed, sniff } from '../storage/sniff.ts';
import type { Deps } from './deps.ts';
import { idFor } from './intake.ts';
import type { EvidenceFields } from './schemas/papers.ts';

interface Handed extends z.output<typeof EvidenceFields> {
  caseNo: string;
  /** Who hands it in, and the key by which a repeated request is recognised. */
  by: string;
  key: string;
  maxBytes: number;
}

/** A file that was received, wherever it came from. */
export interface Received {
  path: string;
  originalname: string;
}

/**
 * Puts a file that was sent to the evidence of a case, kept as it is under its SHA-256, with copies of pictures that tell nothing beside what they show;
 * the same request again adds nothing. `allow` is asked before anything is kept.
 * @throws InvalidInput, UnsupportedType, ArchiveBomb, BadArchive, BadPicture, TooLarge, KeyReused
 */
export async function takeIn(deps: Deps, file: Received | undefined, handed: Handed, allow: () => Promise<unknown>) {
  if (!file) throw new InvalidInput('file', 'a file is missing');
  await allow();
  return keep(deps, file, handed);
}

async function keep(deps: Deps, { path, originalname }: Received, { caseNo, by, key, maxBytes, itemNo, phase, note }: Handed) {
  const { prisma, store } = deps;
  const sniffed = await sniff(path, originalname);
  if (isZipped(sniffed)) await checkArchive(await readFile(path));
  const copies = await keepCopies(deps, path, sniffed, maxBytes);
  const { sha256, bytes } = await store.put(createReadStream(path), { maxBytes });
  const state = await scanned(deps, path, sha256);
  const id = idFor(`${by} ${caseNo} ${key}`);
  const more = { itemNo: itemNo ?? null, phase: phase ?? null, note: note ?? null };
  const data = { id, caseNo, name: nameOf(originalname), mediaType: sniffed.mime, bytes, sha256, uploadedBy: by, ...more, ...copies };
  const { count } = await prisma.evidence.createMany({ data, skipDuplicates: true });
  if (count === 0 && (await prisma.evidence.findUnique({ where: { id } }))?.sha256 !== sha256) throw new KeyReused();
  return { id, name: data.name, mediaType: sniffed.mime, bytes, sha256, ...more, scan: state, hasThumb: 'thumbSha256' in copies };
}

const isZipped = ({ mime }: Sniffed): boolean => mime.startsWith('application/vnd.openxmlformats-officedocument.');

async function keepCopies({ store }: Deps, path: string, { mime }: Sniffed, maxBytes: number) {
  const copies = await copiesOf(path, mime);
  if (!copies) return {};
  const [copy, thumb] = [await store.put(copies.copy, { maxBytes: 4 * maxBytes }), await store.put(copies.thumb, { maxBytes })];
  return { copySha256: copy.sha256, copyType: copies.copyType, thumbSha256: thumb.sha256 };
}

/** Asks the scanner, when there is one. While it is away the content waits for it and is shown to nobody. */
async function scanned({ contents, clamdAddress }: Deps, path: string, sha256: string): Promise<Scan> {
  if (clamdAddress !== undefined) {
    try {
      const verdict = await scan(clamdAddress, createReadStream(path));
      await contents.scanned(sha256, verdict.clean ? 'clean' : 'infected', verdict.clean ? undefined : verdict.finding);
    } catch (error) {
      if (!(error instanceof ScannerAway)) throw error;
      await contents.scanned(sha256, 'waiting');
    }
  }
  return contents.scanOf(sha256);
}

/** A file's name without what no file system and no header would carry. */
const nameOf = (given: string): string => {
  const name = [...given.replace(/\p{Cc}/gu, '')].slice(0, 200).join('');
  return name === '' ? 'file' : name;
};
