import { rename, rm } from 'node:fs/promises';
import { z } from 'zod';
import { InvalidInput } from '../../casebook/errors.ts';
import { importComplaints } from '../../intake/complaints.ts';
import { importInstitutions } from '../../intake/institutions.ts';
import { ComplaintMapping, InstitutionMapping } from '../../intake/mapping.ts';
import { UnreadableFile } from '../../intake/rows.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
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

/** Taking records over from a file, as the command line does; broken off and sent again, it goes on where it was. */
export function imports(door: Door, { pool, casebook }: Deps): void {
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
      },
      async ({ req }) => {
        if (!req.file) throw new InvalidInput('file', 'a CSV or XLSX file is missing');
        const file = `${req.file.path}${/\.xlsx$/i.test(req.file.originalname) ? '.xlsx' : '.csv'}`;
        await rename(req.file.path, file);
        const { division } = personOf(req);
        try {
          if (kind === 'institutions')
            return await importInstitutions({ pool, file, division, mapping: InstitutionMapping.parse(mapOf(req.body)) });
          return await importComplaints({ pool, casebook, file, division, mapping: ComplaintMapping.parse(mapOf(req.body)) });
        } catch (error) {
          throw error instanceof UnreadableFile ? new InvalidInput('file', error.message) : error;
        } finally {
          await rm(file, { force: true });
        }
      },
    );
}

function mapOf(body: { map?: unknown }): unknown {
  try {
    return JSON.parse(String(body.map));
  } catch {
    throw new InvalidInput('map', 'the mapping is not JSON');
  }
}
