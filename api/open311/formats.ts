import type { Request, Response } from 'express';

/** A value as GeoReport v2 answers it: records of plain fields, lists of them under a name. */
export type Answer = { [name: string]: string | number | boolean | null | Answer | Answer[] | string[] };

/** What went wrong, in the standard's own form. */
export class Open311Error extends Error {
  readonly status: number;
  constructor(status: number, description: string) {
    super(description);
    this.status = status;
  }
}

const isXml = (req: Request): boolean =>
  req.path.endsWith('.xml') || (!req.path.endsWith('.json') && req.accepts(['json', 'xml', 'text/xml']) !== 'json');

/** Sends a list: `<services><service>…` in XML, an array in JSON. */
export function sendList(req: Request, res: Response, [list, item]: [string, string], rows: Answer[], status = 200): void {
  res.status(status);
  if (!isXml(req)) return void res.json(rows);
  const inner = rows.map((row) => element(item, row)).join('');
  res.type('text/xml').send(`<?xml version="1.0" encoding="utf-8"?>\n<${list}>${inner}</${list}>`);
}

/** Sends one record. */
export function sendOne(req: Request, res: Response, name: string, row: Answer): void {
  if (!isXml(req)) return void res.json(row);
  res.type('text/xml').send(`<?xml version="1.0" encoding="utf-8"?>\n${element(name, row)}`);
}

export const sendError = (req: Request, res: Response, status: number, description: string): void =>
  sendList(req, res, ['errors', 'error'], [{ code: status, description }], status);

/** A list under a name in the plural holds elements in the singular. */
function element(name: string, value: Answer[string] | string): string {
  if (value === null) return `<${name}/>`;
  if (Array.isArray(value)) return `<${name}>${value.map((one) => element(name.replace(/s$/, ''), one)).join('')}</${name}>`;
  if (typeof value !== 'object') return `<${name}>${escaped(String(value))}</${name}>`;
  const inner = Object.entries(value).map(([field, of]) => element(field, of));
  return `<${name}>${inner.join('')}</${name}>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Text as XML may hold it: no characters that XML 1.0 forbids. */
const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll(/[&<>"']/g, (c) => ENTITIES[c] ?? c);
