import type { CaseFile, CaseTypeName } from '../domain/kernel/case-file.ts';
import type { Actor } from '../domain/roles.ts';
import { canonical, sha256 } from './chain.ts';
import { KeyReused } from './errors.ts';
import type { CaseRow } from './reading.ts';
import type { Intake, Sealed } from './write.ts';

export interface OpenRequest {
  type: CaseTypeName;
  division: string;
  institution?: { id?: string; name: string };
  /** Milliseconds; start of the statutory clock. */
  receivedAt?: number;
  actor: Actor;
  assignee?: string;
  excluded?: string[];
  /** Taken over from older records (C-07). */
  imported?: true;
  parent?: string;
  links?: CaseFile['links'];
  input: unknown;
  /** What a search finds the case by, beside its number and institution. */
  search?: string;
  /** `sealed` is called with the number of the case: what it seals is bound to it (sealed-fields.ts). */
  intake: Omit<Intake, 'search' | keyof Sealed> & { sealed?: (caseNo: string) => Sealed };
}

export interface ActionRequest {
  name: string;
  input: unknown;
  actor: Actor;
}

/** A repeated key answers as before if it says the same; the file is the present one. */
export function answeredBefore({ used, file }: CaseRow, action: ActionRequest): CaseFile {
  const input = action.input as Record<string, unknown>;
  const same = used && used.name === action.name && used.actor.id === action.actor.id;
  if (!same || Object.keys(input).some((k) => canonical(input[k]) !== canonical(used.data[k]))) throw new KeyReused();
  return file;
}

/** What a request is recognised by when its key is seen again. */
export const bodyHash = (body: unknown): string => sha256(canonical(body));
