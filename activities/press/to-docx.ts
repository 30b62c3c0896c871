import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeightRule,
  ImageRun,
  type IParagraphOptions,
  type IRunOptions,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { Block, Place, Width } from '../documents/blocks.ts';
import { type CheckablePaper, checkWords } from './paper.ts';

const RED = 'C00000';
/** Twentieths of a point, as Word measures. */
const MM = 1440 / 25.4;
const LINE = Math.round(160 * MM);
/** 仿宋 for the text and 黑体 for what stands out, as the customs of official documents ask; the reader's machine has them or puts others. */
const FONT = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '仿宋' };
const BLACK = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '黑体' };
const WIDTH: Record<Exclude<Width, 'rest'>, number> = { short: 900, middle: 2000, hash: 3700 };
const THIN = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };

/** Sets a document as DOCX on A4. */
export async function toDocx(paper: CheckablePaper): Promise<Buffer> {
  const { page } = paper;
  const margin = { top: 22 * MM, bottom: 28 * MM, left: 26 * MM, right: 24 * MM, footer: 8 * MM };
  const file = new Document({
    title: `${page.title}（${paper.documentNo}）`,
    creator: page.issuer,
    styles: { default: { document: { run: { font: FONT, size: 24, language: { eastAsia: 'zh-CN' } } } } },
    sections: page.sheets.map((blocks) => ({
      properties: { page: { size: { width: 210 * MM, height: 297 * MM }, margin } },
      footers: { default: new Footer({ children: footer(paper) }) },
      children: sheet(paper, blocks),
    })),
  });
  return Packer.toBuffer(file);
}

const sheet = (paper: CheckablePaper, blocks: Block[]): (Paragraph | Table)[] => [
  line(paper.page.issuer, { alignment: AlignmentType.CENTER, spacing: { after: 120 } }, { color: RED, bold: true, size: 48, font: BLACK }),
  new Paragraph({
    tabStops: [{ type: 'right', position: LINE }],
    border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: RED, space: 4 } },
    spacing: { after: 320 },
    children: [
      run(`案件编号：${paper.page.caseNo}`, { size: 21 }),
      new TextRun({ children: [new Tab()], size: 21 }),
      run(`文号：${paper.documentNo}`, { size: 21 }),
    ],
  }),
  ...blocks.flatMap((block) => set(block, paper)),
];

function set(block: Block, paper: CheckablePaper): (Paragraph | Table)[] {
  switch (block.is) {
    case 'title':
      return [line(block.text, { alignment: AlignmentType.CENTER, spacing: { after: 280 } }, { bold: true, size: 38, font: BLACK })];
    case 'salutation':
      return [line(block.text, { spacing: { after: 120 } })];
    case 'paragraph':
      return block.text.split('\n').map((words) => line(words, { indent: { firstLine: 480 }, spacing: { after: 80, ...OPEN } }));
    case 'heading':
      return [line(block.text, { keepNext: true, spacing: { before: 200, after: 100 } }, { font: BLACK })];
    case 'note':
      return [line(block.text, { spacing: { before: 160 } }, { size: 20 })];
    case 'facts':
      return table(
        [2500, LINE - 2500],
        block.rows.map((row) => row.map((text, i) => words(text, i === 0 ? { font: BLACK } : {}))),
      );
    case 'ledger':
      return ledger(block);
    case 'seal':
      return block.lines.map((text, i) =>
        line(text, { keepNext: i === 0, alignment: AlignmentType.CENTER, indent: { left: 3600 }, spacing: i === 0 ? { before: 240 } : {} }),
      );
    case 'signatures':
      return signatures(block.places, paper);
    case 'slip':
      return [
        line('', { keepNext: true, border: { top: { style: BorderStyle.DASHED, size: 6, color: '000000' } }, spacing: { before: 280 } }),
        ...block.blocks.flatMap((inner) => set(inner, paper)),
      ];
  }
}

const OPEN = { line: 340, lineRule: LineRuleType.AUTO };
const run = (text: string, options: Omit<IRunOptions, 'text' | 'children'> = {}): TextRun => new TextRun({ text, ...options });
const line = (text: string, how: Omit<IParagraphOptions, 'text' | 'children'> = {}, options: IRunOptions = {}): Paragraph =>
  new Paragraph({ ...how, children: [run(text, options)] });
const words = (text: string, options: IRunOptions = {}, how: IParagraphOptions = {}): Paragraph[] =>
  text.split('\n').map((each) => line(each, how, { size: 21, ...options }));

function ledger({ columns, rows }: Extract<Block, { is: 'ledger' }>): (Paragraph | Table)[] {
  const fixed = columns.reduce((sum, { width }) => sum + (width === 'rest' ? 0 : WIDTH[width]), 0);
  const share = Math.floor((LINE - fixed) / Math.max(1, columns.filter(({ width }) => width === 'rest').length));
  const center = { alignment: AlignmentType.CENTER };
  const head = columns.map(({ title }) => words(title, { font: BLACK }, center));
  const body = rows.map((row) =>
    row.map((text, i) => {
      const width = columns[i]?.width;
      return words(text, width === 'hash' ? { size: 17 } : {}, width === 'short' ? center : {});
    }),
  );
  return table(
    columns.map(({ width }) => (width === 'rest' ? share : WIDTH[width])),
    [head, ...body],
    true,
  );
}

/** A table, and the empty line that Word wants between two of them. */
function table(widths: number[], rows: Paragraph[][][], headed = false): (Table | Paragraph)[] {
  const cells = (row: Paragraph[][]) =>
    row.map(
      (children, i) =>
        new TableCell({
          children,
          width: { size: widths[i] ?? 0, type: WidthType.DXA },
          margins: { top: 50, bottom: 50, left: 90, right: 90 },
          borders: { top: THIN, bottom: THIN, left: THIN, right: THIN },
        }),
    );
  return [
    new Table({
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      width: { size: widths.reduce((a, b) => a + b, 0), type: WidthType.DXA },
      rows: rows.map((row, i) => new TableRow({ children: cells(row), cantSplit: true, tableHeader: headed && i === 0 })),
    }),
    line('', { spacing: { after: 60 } }, { size: 12 }),
  ];
}

/** Two places beside each other, each with who signs, the signature when there is one, and the date. */
function signatures(places: Place[], paper: CheckablePaper): (Table | Paragraph)[] {
  const half = Math.floor(LINE / 2);
  const pairs = places.flatMap((_, i) => (i % 2 === 0 ? [[places[i], places[i + 1]]] : []));
  const cell = (place: Place | undefined) =>
    new TableCell({
      children: place ? signature(place, paper) : [line('')],
      verticalAlign: VerticalAlign.BOTTOM,
      width: { size: half, type: WidthType.DXA },
      margins: { top: 60, bottom: 60, left: 0, right: 240 },
      borders: { top: NONE, left: NONE, right: NONE, bottom: place ? THIN : NONE },
    });
  return [
    line('', { keepNext: true }, { size: 12 }),
    new Table({
      columnWidths: [half, half],
      layout: TableLayoutType.FIXED,
      width: { size: half * 2, type: WidthType.DXA },
      rows: pairs.map(
        (pair) => new TableRow({ cantSplit: true, height: { value: 1000, rule: HeightRule.ATLEAST }, children: pair.map(cell) }),
      ),
    }),
    line('', {}, { size: 12 }),
  ];
}

function signature({ who, signed }: Place, { pictures }: CheckablePaper): Paragraph[] {
  const picture = signed && pictures[signed.sha256];
  const date = signed ? `${signed.name}　${signed.on}` : '年　　月　　日';
  return [
    line(`${who}：`, {}, { size: 21 }),
    ...(picture
      ? [
          new Paragraph({
            children: [new ImageRun({ type: 'png', data: Buffer.from(picture), transformation: { width: 140, height: 56 } })],
          }),
        ]
      : []),
    line(date, { alignment: AlignmentType.RIGHT }, { size: 20 }),
  ];
}

/** The code to check the document by, on every page, with the number of the page. */
const footer = (paper: CheckablePaper): Paragraph[] => [
  new Paragraph({
    tabStops: [{ type: 'right', position: LINE }],
    children: [
      new ImageRun({ type: 'png', data: Buffer.from(paper.qr), transformation: { width: 56, height: 56 } }),
      run(`　${checkWords(paper)}`, { size: 16 }),
      new TextRun({ children: [new Tab(), '— ', PageNumber.CURRENT, ' —'], size: 20 }),
    ],
  }),
];
