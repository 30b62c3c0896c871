import { createUser } from '../../../api/users.ts';
import { ROLES, type Role } from '../../../domain/roles.ts';
import { anOffice, type Office, PASSWORD } from '../../harness/office.ts';

export const LETTERS = 'hcsldijam';
export const roleOf = (letter: string): Role => ROLES[LETTERS.indexOf(letter)] as Role;

const items = [{ description: '通道堵塞', kind: 'fire', severity: 'general' }];
const complaint = { channel: 'letter', category: 'staffConduct', content: '索要红包', anonymous: true, institution: { id: 'ankang' } };
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** An office in which every kind of case lies that somebody sees and somebody else does not. */
export interface Scene {
  office: Office;
  cases: Record<string, string>;
  evidence: Record<string, string>;
  documents: Record<string, string>;
}

export async function aScene(): Promise<Scene> {
  const office = await anOffice();
  await office.prisma.institution.createMany({
    data: [
      { id: 'other', name: '丘北县福寿院', division: '532626' },
      { id: 'mingxi', name: '明溪县福利院', division: '350421' },
    ],
  });
  await createUser(office.prisma, { username: 'afar', name: '林远', role: 'caseworker', division: '350421', password: PASSWORD });
  const afar = await office.signIn('afar');
  const post = async (who: { post: Office['anonymous']['post'] }, path: string, body: object) => {
    const answer = await who.post(path, body);
    if (answer.status > 201) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const [hotline, caseworker, leader] = ['hotline', 'caseworker', 'leader'].map((who) => office.as(who)) as [
    typeof afar,
    typeof afar,
    typeof afar,
  ];
  const rectification = async (institution: string, who = caseworker) =>
    (await post(who, '/v1/rectifications', { institution: { id: institution }, source: 'inspection', items })).caseNo as string;
  const notice = (caseNo: string, input = {}) => post(caseworker, `/v1/cases/${caseNo}/actions/issueNotice`, input);
  const own = (await post(hotline, '/v1/complaints', complaint)).caseNo as string;
  await post(caseworker, `/v1/cases/${own}/actions/accept`, {});
  const { referrals } = await post(leader, `/v1/cases/${own}/actions/refer`, { target: 'discipline', reason: '线索' });
  const named = [{ userId: 'caseworker' }, { userId: 'supervisor' }];
  const cases: Record<string, string> = {
    own,
    sealed: referrals[0].caseNo,
    noticed: await rectification('ankang'),
    addressed: await rectification('ankang'),
    unnoticed: await rectification('ankang'),
    sameDivision: await rectification('other'),
    otherDivision: await rectification('mingxi', afar),
    conflicted: (await post(hotline, '/v1/complaints', { ...complaint, namedOfficials: named })).caseNo,
  };
  await notice(cases.noticed ?? '');
  await notice(cases.addressed ?? '', { departments: ['消防救援大队'] });
  await notice(cases.sameDivision ?? '');
  return { office, cases, ...(await withPapers(office, cases)) };
}

/** A file and a notice in every case, as if the bureau had put them there. */
async function withPapers({ prisma, store }: Office, cases: Record<string, string>): Promise<Pick<Scene, 'evidence' | 'documents'>> {
  const { sha256, bytes } = await store.put(PNG, { maxBytes: 1_000 });
  const [evidence, documents]: Record<string, string>[] = [{}, {}];
  for (const [name, caseNo] of Object.entries(cases)) {
    const file = {
      caseNo,
      name: '照片.png',
      mediaType: 'image/png',
      bytes,
      sha256,
      copySha256: sha256,
      copyType: 'image/png',
      uploadedBy: 'leader',
    };
    const paper = { caseNo, seq: 1, kind: 'rectificationNotice', title: '通知', sha256, bytes, mediaType: 'text/html' };
    if (evidence) evidence[name] = (await prisma.evidence.create({ data: file })).id;
    if (documents) documents[name] = (await prisma.caseDocument.create({ data: paper })).id;
  }
  return { evidence: evidence ?? {}, documents: documents ?? {} };
}
