import type { Role } from '../domain/roles.ts';
import type { PrismaClient } from '../prisma/client/client.ts';
import { searchOf } from '../prisma/institution-search.ts';
import { createUser } from './users.ts';

const COUNTY = '532626';
const INSTITUTION = {
  id: 'ankang',
  name: '丘北县安康养老院',
  division: COUNTY,
  address: '丘北县锦屏镇文苑路',
  filingStatus: 'filed',
  category: '养老机构',
  operationMode: '民办',
  beds: 120,
  firstResponsible: '刘安康',
  firstResponsiblePost: '院长',
  complaintLine: '0876-4120000',
  complaintBox: '一楼大厅投诉信箱',
};

const FIRE_BRIGADE = { id: 'fire-532626', name: '丘北县消防救援大队', kind: 'department', division: COUNTY };

/** What somebody speaks for, by role. */
const PLACES: Partial<Record<Role, { institutionId: string } | { organisationId: string }>> = {
  institution: { institutionId: INSTITUTION.id },
  department: { organisationId: FIRE_BRIGADE.id },
};

const USERS: [username: string, name: string, role: Role][] = [
  ['hotline', '何晓热', 'hotline'],
  ['caseworker', '李建国', 'caseworker'],
  ['caseworker2', '王秀英', 'caseworker'],
  ['supervisor', '赵立新', 'supervisor'],
  ['leader', '陈卫东', 'leader'],
  ['department', '张安', 'department'],
  ['institution', '刘安康', 'institution'],
  ['discipline', '周正', 'discipline'],
  ['auditor', '吴明', 'auditor'],
  ['admin', '管理员', 'admin'],
];

/** One user per role in 丘北县 (532626), named by the role, and the institution and the department that two of them speak for. Answers the names made now. */
export async function createDemoUsers(prisma: PrismaClient, password: string, { mustChangePassword = false } = {}): Promise<string[]> {
  await prisma.institution.upsert({
    where: { id: INSTITUTION.id },
    create: { ...INSTITUTION, search: searchOf(INSTITUTION.name) },
    update: {},
  });
  await prisma.organisation.upsert({ where: { id: FIRE_BRIGADE.id }, create: FIRE_BRIGADE, update: {} });
  const created: string[] = [];
  for (const [username, name, role] of USERS) {
    const at = PLACES[role] ?? {};
    if (await createUser(prisma, { username, name, role, division: COUNTY, password, mustChangePassword, ...at })) created.push(username);
  }
  return created;
}
