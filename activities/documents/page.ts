import type { IsoDate } from '../../domain/days.ts';
import { type Block, legible, type Signed } from './blocks.ts';
import { onDay } from './words.ts';

/** What every document has: who writes it, in which case, about whom, and the day it bears. */
export interface Letterhead {
  /** The authority's full name, such as 丘北县民政局. */
  issuer: string;
  caseNo: string;
  issuedOn: IsoDate;
  /** The institution's name; unset while nobody has identified it. */
  institution?: string;
}

/** Signatures of those who inspected and of the institution, captured before a record was made. */
export interface BothSides {
  inspector?: Signed;
  institution?: Signed;
}

/** A finished document before it is set in type: sheets of paper, each beginning on a page of its own. */
export interface Page {
  title: string;
  issuer: string;
  caseNo: string;
  sheets: Block[][];
}

/** The parts of each sheet, as a writer puts them together. */
export type Sheets = (Block | Block[])[][];

/** Puts sheets under the authority's head. Equal input gives an equal page. */
export const page = (title: string, { issuer, caseNo }: Letterhead, sheets: Sheets): Page =>
  legible({ title, issuer, caseNo, sheets: sheets.map((blocks) => blocks.flat()) });

/** The place of signature and seal under a letter. */
export const signedBy = ({ issuer, issuedOn }: Letterhead): Block => ({ is: 'seal', lines: [`${issuer}（印章）`, onDay(issuedOn)] });

/** The institution a document speaks of, or the words for one that nobody has identified. */
export const institutionOf = ({ institution }: Letterhead): string => institution ?? '（机构待核实）';
