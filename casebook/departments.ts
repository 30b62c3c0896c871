import type { Pool } from 'pg';
import { departmentNamed } from '../domain/departments.ts';
import { cached } from './cached.ts';
import { divisionPrefix, within } from './people.ts';

/** Where letters to a department of a division go. */
export interface DepartmentContact {
  division: string;
  code: string;
  name: string;
  email: string | null;
  phone: string | null;
}

/** The register of departments with their addresses. Knows a change within `ttlMs`. */
export class Departments {
  private readonly contacts: ReturnType<typeof cached<DepartmentContact[]>>;

  constructor(pool: Pool, ttlMs = 5_000) {
    this.contacts = cached(
      async () => (await pool.query<DepartmentContact>('SELECT division, code, name, email, phone FROM department_contact')).rows,
      ttlMs,
    );
  }

  drop(): void {
    this.contacts.drop();
  }

  /** All addresses of the divisions at or under this one. */
  async under(division: string): Promise<DepartmentContact[]> {
    return (await this.contacts.get()).filter((c) => within(c.division, division)).sort((a, b) => (a.code < b.code ? -1 : 1));
  }

  /**
   * The department that a letter means, by its own name in the register or however people write of it, with the nearest address to the
   * division. It is called by its name in the register, else by its usual one: what somebody wrote may hold anything.
   */
  async meant(name: string, division: string): Promise<{ code: string; name?: string; contact?: DepartmentContact }> {
    const near = (await this.contacts.get())
      .filter((c) => within(division, c.division))
      .sort((a, b) => divisionPrefix(b.division).length - divisionPrefix(a.division).length);
    const department = departmentNamed(name);
    const contact = near.find((c) => c.name === name) ?? near.find((c) => c.code === department?.code);
    const known = contact?.name ?? department?.zh;
    return { code: contact?.code ?? department?.code ?? UNKNOWN, ...(known ? { name: known } : {}), ...(contact ? { contact } : {}) };
  }
}

/** Stands for a department that nobody knows by the name it was given. */
const UNKNOWN = 'unknown';
