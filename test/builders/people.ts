import type { Actor } from '../../domain/roles.ts';

/** The people of the county. They keep their names and their work in every test. */
export const zhaoAtTheHotline = { id: 'zhao', role: 'hotline', name: '赵敏' } as const satisfies Actor;
export const inspectorLi = { id: 'li', role: 'caseworker', name: '李建国' } as const satisfies Actor;
export const inspectorWang = { id: 'wang', role: 'caseworker', name: '王秀英' } as const satisfies Actor;
export const headChen = { id: 'chen', role: 'supervisor', name: '陈志强' } as const satisfies Actor;
export const headDeng = { id: 'deng', role: 'supervisor', name: '邓丽' } as const satisfies Actor;
export const leaderSun = { id: 'sun', role: 'leader', name: '孙伟' } as const satisfies Actor;
export const fireBrigade = { id: 'fire', role: 'department', name: '消防救援大队' } as const satisfies Actor;
export const directorWu = { id: 'wu', role: 'institution', name: '吴院长' } as const satisfies Actor;
export const inspectorHe = { id: 'he', role: 'discipline', name: '何清' } as const satisfies Actor;
export const auditorMa = { id: 'ma', role: 'auditor', name: '马审计' } as const satisfies Actor;
export const admin = { id: 'admin', role: 'admin', name: '管理员' } as const satisfies Actor;
export const granddaughter = { id: 'public', role: 'public', name: '投诉人' } as const satisfies Actor;

/** One person of each role, by the letter that stands for it in the tables of who may do what. */
export const BY_LETTER: Record<string, Actor> = {
  h: zhaoAtTheHotline,
  c: inspectorLi,
  s: headChen,
  l: leaderSun,
  d: fireBrigade,
  i: directorWu,
  j: inspectorHe,
  a: auditorMa,
  m: admin,
  p: granddaughter,
};
