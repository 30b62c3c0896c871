import pdfmake from 'pdfmake';
import type { Column, Content, ContentTable, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Block, Place, Width } from '../documents/blocks.ts';
import { FONT } from './fonts.ts';
import { type CheckablePaper, checkWords } from './paper.ts';

pdfmake.setFonts({ Noto: { normal: FONT.regular, bold: FONT.bold, italics: FONT.regular, bolditalics: FONT.bold } });
pdfmake.setLocalAccessPolicy((file: string) => file.startsWith(FONT.folder));
pdfmake.setUrlAccessPolicy(() => false);

const RED = '#c00000';
const MM = 72 / 25.4;
/** Between the margins of A4, in points. */
const LINE = 160 * MM;
const WIDTH: Record<Width, number | '*'> = { short: 38, middle: 88, hash: 190, rest: '*' };

/** Sets a document as PDF on A4 with embedded fonts, after the customs of official documents (GB/T 9704). Equal papers give equal bytes. */
export const toPdf = (paper: CheckablePaper): Promise<Buffer> => pdfmake.createPdf(definition(paper)).getBuffer();

function definition(paper: CheckablePaper): TDocumentDefinitions {
  const { page, createdAt } = paper;
  return {
    language: 'zh-CN',
    pageSize: 'A4',
    pageMargins: [26 * MM, 18 * MM, 24 * MM, 28 * MM],
    info: {
      title: `${page.title}（${paper.documentNo}）`,
      author: page.issuer,
      creationDate: createdAt,
      producer: 'Anlao',
      creator: 'Anlao',
    },
    defaultStyle: { font: 'Noto', fontSize: 12, lineHeight: 1.3 },
    footer: (now, all) => footer(paper, now, all),
    content: page.sheets.map((blocks, i): Content => ({ stack: sheet(paper, blocks), ...(i > 0 ? { pageBreak: 'before' } : {}) })),
  };
}

function sheet(paper: CheckablePaper, blocks: Block[]): Content[] {
  const { page, documentNo } = paper;
  return [
    { text: page.issuer, color: RED, bold: true, fontSize: 24, alignment: 'center', characterSpacing: 2, margin: [0, 0, 0, 6] },
    {
      columns: [
        { text: `案件编号：${page.caseNo}`, fontSize: 10.5 },
        { text: `文号：${documentNo}`, fontSize: 10.5, alignment: 'right' },
      ],
    },
    { canvas: [{ type: 'line', x1: 0, y1: 2, x2: LINE, y2: 2, lineWidth: 1.5, lineColor: RED }], margin: [0, 0, 0, 16] },
    ...glued(blocks.map((block) => ({ block, content: set(block, paper) }))),
  ];
}

/** A heading never ends a page and a seal never begins one: each stays with its neighbour, where that is short enough to be kept in one piece. */
function glued(all: { block: Block; content: Content }[]): Content[] {
  const done: Content[] = [];
  for (let i = 0; i < all.length; ) {
    const here = all.slice(i, i + pieceAt(all.slice(i).map(({ block }) => block)));
    done.push(here.length === 1 ? here.map((one) => one.content) : { stack: here.map((one) => one.content), unbreakable: true });
    i += here.length;
  }
  return done;
}

/** How many blocks from the first on belong together. */
function pieceAt([first, second]: Block[]): number {
  if (!first || !second || !isShort(first) || !isShort(second)) return 1;
  return first.is === 'heading' || second.is === 'seal' ? 2 : 1;
}

/** In signs: what surely fits on a page. What is longer must be free to break, or its end would be lost. */
const SHORT = 400;
const lengthOf = (block: Block): number => {
  if (block.is === 'facts' || block.is === 'ledger') return block.rows.flat().reduce((sum, text) => sum + text.length + 15, 0);
  return 'text' in block ? block.text.length : 0;
};
const isShort = (block: Block): boolean => lengthOf(block) <= SHORT;

function set(block: Block, paper: CheckablePaper): Content {
  switch (block.is) {
    case 'title':
      return { text: block.text, bold: true, fontSize: 19, alignment: 'center', margin: [0, 0, 0, 10] };
    case 'salutation':
      return { text: block.text, margin: [0, 0, 0, 6] };
    case 'paragraph':
      return { stack: block.text.split('\n').map((line) => ({ text: line, leadingIndent: 24 })), margin: [0, 0, 0, 5] };
    case 'heading':
      return { text: block.text, bold: true, margin: [0, 10, 0, 5] };
    case 'note':
      return { text: block.text, fontSize: 10, margin: [0, 8, 0, 0] };
    case 'facts':
      return table(
        [120, '*'],
        block.rows.map(([label, value]) => [{ text: label, bold: true }, value]),
      );
    case 'ledger':
      return table(
        block.columns.map(({ width }) => WIDTH[width]),
        ledgerRows(block),
        1,
      );
    case 'seal':
      return { stack: block.lines, alignment: 'center', margin: [LINE * 0.45, 18, 0, 10], unbreakable: true };
    case 'signatures':
      return { stack: pairs(block.places).map((pair) => signatureRow(pair, paper)), margin: [0, 14, 0, 4], unbreakable: true };
    case 'slip':
      return {
        stack: [
          { canvas: [{ type: 'line', x1: 0, y1: 0, x2: LINE, y2: 0, dash: { length: 4 } }], margin: [0, 12, 0, 6] },
          ...block.blocks.map((inner) => set(inner, paper)),
        ],
        unbreakable: true,
      };
  }
}

const ledgerRows = ({ columns, rows }: Extract<Block, { is: 'ledger' }>): Content[][] => [
  columns.map(({ title }) => ({ text: title, bold: true, alignment: 'center' })),
  ...rows.map((row) =>
    row.map((text, i): Content => {
      const width = columns[i]?.width;
      if (width === 'hash') return { text, fontSize: 8.5 };
      return width === 'short' ? { text, alignment: 'center' } : text;
    }),
  ),
];

const table = (widths: (number | '*')[], body: Content[][], headerRows = 0): ContentTable => ({
  table: { widths, body, headerRows, dontBreakRows: body.flat().every(isShortCell), ...(headerRows > 0 ? { keepWithHeaderRows: 1 } : {}) },
  fontSize: 10.5,
  lineHeight: 1.15,
  margin: [0, 4, 0, 8],
  layout: { hLineWidth: () => 0.6, vLineWidth: () => 0.6, paddingTop: () => 3, paddingBottom: () => 2 },
});

const isShortCell = (cell: Content): boolean => typeof cell !== 'string' || cell.length <= SHORT;

const pairs = (places: Place[]): Place[][] => places.flatMap((_, i) => (i % 2 === 0 ? [places.slice(i, i + 2)] : []));

/** Two places beside each other, each a line with who signs, the signature when there is one, and the date. */
const signatureRow = (pair: Place[], paper: CheckablePaper): Content => ({
  columns: [...pair.map((place) => signature(place, paper)), ...(pair.length === 1 ? [{ text: '', width: '*' }] : [])],
  columnGap: 18,
  margin: [0, 6, 0, 6],
});

function signature({ who, signed }: Place, { pictures }: CheckablePaper): Column {
  const picture = signed && pictures[signed.sha256];
  const ink: Content = picture ? { image: dataUrl(picture), fit: [110, 44] } : { text: signed?.name ?? ' ', margin: [0, 16, 0, 12] };
  return {
    width: '*',
    stack: [
      { text: `${who}：`, fontSize: 10.5 },
      ink,
      { text: signed ? `${signed.name}　${signed.on}` : '年　　月　　日', fontSize: 10, alignment: 'right' },
      { canvas: [{ type: 'line', x1: 0, y1: 0, x2: (LINE - 18) / 2, y2: 0, lineWidth: 0.6 }] },
    ],
  };
}

/** The code to check the document by, on every page, with the number of the page. */
const footer = (paper: CheckablePaper, now: number, all: number): Content => ({
  margin: [26 * MM, 4 * MM, 24 * MM, 0],
  columns: [
    { image: dataUrl(paper.qr), width: 44 },
    { stack: [checkWords(paper), { text: paper.verifyAt, fontSize: 7 }], fontSize: 8, width: '*', margin: [6, 10, 0, 0] },
    { text: `— ${now} / ${all} —`, fontSize: 10, width: 70, alignment: 'right', margin: [0, 14, 0, 0] },
  ],
});

const dataUrl = (png: Uint8Array): string => `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
