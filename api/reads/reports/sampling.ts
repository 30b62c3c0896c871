import { z } from 'zod';
import { divisionPrefix } from '../../../casebook/people.ts';
import { isGreat, SEVERITIES } from '../../../domain/rectification.ts';
import { RISK_REASONS, type RiskCounts, riskReasons, samplingFrequency } from '../../../domain/sampling.ts';
import type { Deps } from '../../deps.ts';
import { LISTED, SANCTIONS } from '../listed.ts';
import { institutionsWithin, visitsSql } from './coverage.ts';
import { type Ask, during, Params, type Report, within } from './report.ts';

/** Steps that tell of a serious violation, and those that tell of a breach of trust. */
const VIOLATIONS = ['orderSuspension', 'openJointEnforcement', 'banFromIndustry'];
const BREACHES = ['recordBreach'];

/**
 * A SELECT with one row for everything that makes an institution one to be looked at more often: complaints, breaches and violations of these
 * days, great hazards that are not removed whenever they were found, and an entry in force in the list of joint punishment.
 */
function facts(ask: Ask): string {
  const { add } = ask.params;
  const scope = `c.institution_id IS NOT NULL AND c.outcome IS DISTINCT FROM 'withdrawn' AND ${within(ask, divisionPrefix)}`;
  const great = add(SEVERITIES.filter((severity) => isGreat({ severity })));
  const of = (reason: string, source: string, condition: string) =>
    `SELECT c.case_no, c.institution_id AS institution, '${reason}' AS reason FROM case_file c ${source} WHERE ${scope} AND ${condition}`;
  const steps = (names: string[]) => `e.kind = 'action' AND e.name = ANY(${add(names)}) AND ${during(ask, 'e.at')}`;
  return [
    of('complaint', '', `c.type = 'complaint' AND ${during(ask, 'c.received_at')}`),
    of(
      'hazard',
      `CROSS JOIN LATERAL jsonb_array_elements(c.file -> 'items') i`,
      `c.type = 'rectification' AND i ->> 'severity' = ANY(${great}) AND i ->> 'state' <> 'signedOff'`,
    ),
    of('breach', 'JOIN case_event e USING (case_no)', steps(BREACHES)),
    of('breach', SANCTIONS, LISTED),
    of('violation', 'JOIN case_event e USING (case_no)', steps(VIOLATIONS)),
  ].join(' UNION ALL ');
}

interface Home {
  institution: string;
  name: string;
  division: string;
  visits: number;
}

const NOTHING: RiskCounts = { complaintCount: 0, greatHazards: 0, breaches: 0, violations: 0 };

/** Every institution that operates with the reasons to look at it more often, how often that is, and how many visits are still due. */
export const sampling: Report = {
  title: { zh: '抽查频次', en: 'How often to visit' },
  by: ['institution'],
  facts,
  counts: {
    complaintCount: `reason = 'complaint'`,
    greatHazards: `reason = 'hazard'`,
    breaches: `reason = 'breach'`,
    violations: `reason = 'violation'`,
  },
  async finish(deps, ask, rows) {
    const counted = new Map(rows.map((row) => [row.institution, row as unknown as RiskCounts]));
    const all = (await homes(deps, ask)).map((home) => {
      const counts = { ...NOTHING, ...counted.get(home.institution) };
      const reasons = riskReasons(counts);
      const frequency = samplingFrequency(reasons);
      return { ...home, ...counts, reasons, frequency, due: Math.max(0, frequency - home.visits) };
    });
    return all.toSorted((a, b) => b.due - a.due || b.frequency - a.frequency);
  },
  row: z.object({
    institution: z.string(),
    name: z.string(),
    division: z.string(),
    divisionName: z.string(),
    complaintCount: z.int(),
    greatHazards: z.int(),
    breaches: z.int(),
    violations: z.int(),
    reasons: z.array(z.enum(RISK_REASONS)),
    /** Visits a year. */
    frequency: z.int(),
    /** Visits in the days asked for, and how many are still due. */
    visits: z.int(),
    due: z.int(),
  }),
};

/** The institutions that operate, with how often somebody was there. */
async function homes({ pool }: Deps, ask: Ask): Promise<Home[]> {
  const params = new Params();
  const { rows } = await pool.query<Home>(
    `WITH v AS (${visitsSql({ ...ask, params })})
     SELECT i.id AS institution, i.name, i.division, (SELECT count(*)::int FROM v WHERE v.institution = i.id) AS visits
     FROM institution i WHERE i.operating_status = 'operating' AND ${institutionsWithin(ask, params.add)} ORDER BY i.division, i.id`,
    params.values,
  );
  return rows;
}
