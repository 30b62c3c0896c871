import type { IsoDate } from '../../domain/days.ts';
import { type Html, html } from './html.ts';
import { STYLE } from './style.ts';
import { onDay } from './words.ts';

/** What every document has: who writes it, in which case, about whom, and the day it bears. */
export interface Letterhead {
  /** The authority's full name, such as 丘北县民政局. */
  issuer: string;
  caseNo: string;
  /** The number of the document itself; unset until numbers are given. */
  documentNo?: string;
  issuedOn: IsoDate;
  /** The institution's name; unset while nobody has identified it. */
  institution?: string;
}

/** A finished document: one self-contained page of HTML. */
export interface Rendered {
  title: string;
  html: string;
}

/** Puts sheets of paper under the authority's head; each begins on a page of its own. Equal input gives equal bytes. */
export function page(title: string, head: Letterhead, ...sheets: Html[]): Rendered {
  const sheet = (body: Html) => html`<section class="sheet">
<header><p class="issuer">${head.issuer}</p><p class="number"><span>案件编号：${head.caseNo}</span><span>${numberOf(head)}</span></p></header>
${body}
</section>
`;
  const { markup } = html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}（${head.caseNo}）</title>
<style>${STYLE}</style>
</head>
<body>
${sheets.map(sheet)}</body>
</html>
`;
  return { title, html: markup };
}

const numberOf = ({ documentNo }: Letterhead): string => (documentNo ? `文号：${documentNo}` : '');

/** The place of signature and seal under a letter. */
export const signedBy = ({ issuer, issuedOn }: Letterhead): Html =>
  html`<div class="seal"><p>${issuer}（印章）</p><p>${onDay(issuedOn)}</p></div>`;

/** The institution a document speaks of, or the words for one that nobody has identified. */
export const institutionOf = ({ institution }: Letterhead): string => institution ?? '（机构待核实）';
