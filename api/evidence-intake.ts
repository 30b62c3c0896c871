import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { InvalidInput, KeyReused } from '../casebook/errors.ts';
import { sniff } from '../storage/sniff.ts';
import type { Deps } from './deps.ts';

interface Handed {
  caseNo: string;
  /** Who hands it in, and the key by which a repeated request is recognised. */
  by: string;
  key: string;
  maxBytes: number;
}

/**
 * Puts a file that was sent to the evidence of a case, kept under its SHA-256; the same request again adds nothing. `allow` is asked before
 * anything is kept. @throws InvalidInput, UnsupportedType, TooLarge, KeyReused
 */
export async function takeIn(
  { prisma, store }: Deps,
  file: Express.Multer.File | undefined,
  { caseNo, by, key, maxBytes }: Handed,
  allow: () => Promise<unknown>,
) {
  if (!file) throw new InvalidInput('file', 'a file is missing');
  try {
    await allow();
    const { mime: mediaType } = await sniff(file.path, file.originalname);
    const { sha256, bytes } = await store.put(createReadStream(file.path), { maxBytes });
    const id = idFor(`${by} ${caseNo} ${key}`);
    const data = { id, caseNo, name: nameOf(file.originalname), mediaType, bytes, sha256, uploadedBy: by };
    const { count } = await prisma.evidence.createMany({ data, skipDuplicates: true });
    if (count === 0 && (await prisma.evidence.findUnique({ where: { id } }))?.sha256 !== sha256) throw new KeyReused();
    return { id, name: data.name, mediaType, bytes, sha256 };
  } finally {
    await rm(file.path, { force: true });
  }
}

/** One id for each request, so that a repeated one adds nothing (the layout of a version 8 UUID). */
function idFor(request: string): string {
  const hex = createHash('sha256').update(request).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A file's name without what no file system and no header would carry. */
const nameOf = (given: string): string => {
  const name = [...given.replace(/\p{Cc}/gu, '')].slice(0, 200).join('');
  return name === '' ? 'file' : name;
};
