/** Who works with cases; the ids are contracts of the HTTP API and of the demo users. */
export const ROLES = [
  'hotline',
  'caseworker',
  'supervisor',
  'leader',
  'department',
  'institution',
  'discipline',
  'auditor',
  'admin',
] as const;
export type Role = (typeof ROLES)[number];

/** Who works on cases inside the bureau, and those of them who direct the work. */
export const STAFF = ['caseworker', 'supervisor', 'leader'] as const satisfies Role[];
export const HEADS = ['supervisor', 'leader'] as const satisfies Role[];

/** Whoever takes an action. `system` is the ladder and the product's own jobs; `public` is a complainant with a receipt code. */
export interface Actor {
  id: string;
  role: Role | 'system' | 'public';
  name: string;
  /** Who was away when this person acted in their place. */
  onBehalfOf?: { id: string; name: string };
}
