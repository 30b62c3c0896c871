import { rename, rm } from 'node:fs/promises';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { InvalidInput } from '../../casebook/errors.ts';
import { importComplaints } from '../../intake/complaints.ts';
import { importInstitutions } from '../../intake/institutions.ts';
import { ComplaintMapping, InstitutionMapping } from '../../intake/mapping.ts';
import type { OnProgress } from '../../intake/report.ts';
import { UnreadableFile } from '../../intake/rows.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { LINES, tellLine, wantsLines } from '../lines.ts';
import { personOf } from '../session.ts';
import { oneFile } from '../upload.ts';

const MAX_BYTES = 100 * 1024 * 1024;
const Report = z.object({
  source: z.string(),
  rows: z.int(),
  taken: z.int(),
  alreadyThere: z.int(),
  duplicates: z.int(),
  notTaken: z.array(z.object({ line: z.int(), reason: z.string() })),
  unmatchedInstitutions: z.int(),
});

/** How often it is told how far an import is. */
const TOLD_EVERY_MS = 500;

/**
 * Taking records over from a file, as the command line does; broken off and sent again, it goes on where it was. Whoever accepts lines
 * hears how far it is: `{ progress }` again and again, then `{ report }`, or `{ problem }` where it could not go on.
 */
export function imports(door: Door, deps: Deps): void {
  const upload = oneFile({ maxBytes: MAX_BYTES });
  for (const kind of ['institutions', 'complaints'] as const)
    door.add(
      {
        method: 'post',
        path: `/imports/${kind}`,
        summary: kind === 'institutions' ? '导入养老机构' : '导入投诉举报',
        tag: 'imports',
        may: 'imports.run',
        upload: z.object({ map: z.string() }),
        before: [upload],
        response: Report,
        alsoAs: [LINES],
      },
      async ({ req, res }) => {
        if (!wantsLines(req)) return take(deps, kind, req);
        tellLine(res, { report: await take(deps, kind, req, teller(res)) });
        res.end();
      },
    );
}

/** Takes the file of the request over, and removes it. @throws InvalidInput when it cannot be read or the mapping is none */
async function take({ pool, casebook }: Deps, kind: 'institutions' | 'complaints', req: Request, onProgress?: OnProgress) {
  if (!req.file) throw new InvalidInput('file', 'a CSV or XLSX file is missing');
  const file = `${req.file.path}${/\.xlsx$/i.test(req.file.originalname) ? '.xlsx' : '.csv'}`;
  await rename(req.file.path, file);
  const run = { pool, file, division: personOf(req).division, ...(onProgress ? { onProgress } : {}) };
  try {
    if (kind === 'institutions') return await importInstitutions({ ...run, mapping: InstitutionMapping.parse(mapOf(req.body)) });
    return await importComplaints({ ...run, casebook, mapping: ComplaintMapping.parse(mapOf(req.body)) });
  } catch (error) {
    throw error instanceof UnreadableFile ? new InvalidInput('file', error.message) : error;
  } finally {
    await rm(file, { force: true });
  }
}

/** Tells how far an import is: after the first row, then at most twice a second. */
function teller(res: Response): OnProgress {
  let told = 0;
  return ({ notTaken, ...report }, part) => {
    if (Date.now() - told < TOLD_EVERY_MS) return;
    told = Date.now();
    tellLine(res, { progress: { ...report, notTaken: notTaken.length, part } });
  };
}

function mapOf(body: { map?: unknown }): unknown {
  try {
    return JSON.parse(String(body.map));
  } catch {
    throw new InvalidInput('map', 'the mapping is not JSON');
  }
}
