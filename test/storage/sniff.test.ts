import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import { sniff, UnsupportedType } from '../../storage/sniff.ts';
import { compoundFile } from './compound-file.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const filled = (head: Buffer, length = 600) => Buffer.concat([head, Buffer.alloc(Math.max(0, length - head.length))]);
const ftyp = (brand: string) => filled(Buffer.concat([hex('00000018'), Buffer.from(`ftyp${brand}`), hex('00000000')]));
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'anlao-sniff-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Asks twice, as bytes and as a file, and expects one answer. */
async function sniffBoth(bytes: Buffer, name?: string) {
  const path = join(folder, 'upload');
  writeFileSync(path, bytes);
  const [fromBytes, fromFile] = await Promise.all([sniff(bytes, name), sniff(path, name)]);
  expect(fromFile).toEqual(fromBytes);
  return fromBytes;
}

describe('accepted, by what the bytes are', () => {
  it.each([
    ['image/jpeg', 'jpg', hex('FFD8FFE0 00104A464946 0001')],
    ['image/png', 'png', PNG],
    ['image/gif', 'gif', Buffer.from('GIF89a')],
    ['image/webp', 'webp', Buffer.concat([Buffer.from('RIFF'), hex('24000000'), Buffer.from('WEBPVP8 ')])],
    ['image/heic', 'heic', ftyp('heic')],
    ['application/pdf', 'pdf', Buffer.from('%PDF-1.7\n')],
    ['application/msword', 'doc', compoundFile(['WordDocument', '1Table'])],
    ['application/vnd.ms-excel', 'xls', compoundFile(['Workbook'])],
    ['audio/mpeg', 'mp3', hex('494433 04000000000000 FFFB9064')],
    ['audio/wav', 'wav', Buffer.concat([Buffer.from('RIFF'), hex('24000000'), Buffer.from('WAVEfmt ')])],
    ['video/mp4', 'mp4', ftyp('isom')],
    ['video/quicktime', 'mov', ftyp('qt  ')],
  ])('%s', async (mime, extension, head) => {
    expect(await sniffBoth(filled(head))).toMatchObject({ mime, extension });
  });

  it('an Excel workbook, told from any other archive', async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('隐患台账').addRow(['消防通道堵塞']);
    const bytes = Buffer.from(await workbook.xlsx.writeBuffer());
    expect(await sniffBoth(bytes)).toMatchObject({ extension: 'xlsx', family: 'document' });
  });

  it('plain text in UTF-8, and a table when it is named so', async () => {
    const text = Buffer.from('机构名称,床位\r\n锦屏养老院,120\r\n');
    expect(await sniffBoth(text, '台账.CSV')).toEqual({ mime: 'text/csv', extension: 'csv', family: 'text' });
    expect(await sniffBoth(text)).toEqual({ mime: 'text/plain', extension: 'txt', family: 'text' });
    expect(await sniffBoth(Buffer.from('\ufeff起火楼层 < 3 层，人数 > 5\n'))).toMatchObject({ family: 'text' });
  });

  it('by content only: a photograph that is called a program stays a photograph', async () => {
    expect(await sniffBoth(PNG, 'x.exe')).toMatchObject({ mime: 'image/png' });
  });
});

describe('refused', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  it.each([
    ['an SVG', Buffer.from(svg)],
    ['an SVG with a declaration', Buffer.from(`<?xml version="1.0"?>\n${svg}`)],
    ['an HTML page', Buffer.from('<!DOCTYPE html><html><body>hello</body></html>')],
    ['HTML deep inside a text', Buffer.from(`${'安全检查记录。'.repeat(40_000)}<script src="//x"></script>`)],
    ['a shell script', Buffer.from('#!/bin/sh\nrm -rf /\n')],
    ['a Windows program', filled(Buffer.from('MZ'))],
    ['a Linux program', filled(hex('7F454C46 020101'))],
    ['an archive', filled(hex('504B0304 1400'))],
    ['an OLE2 file that is no Office document', compoundFile(['!_StringData', 'SummaryInformation'])],
    ['a broken OLE2 file', compoundFile(['WordDocument']).subarray(0, 512)],
    ['an OLE2 file whose directory runs in a circle', compoundFile(['a', 'b'], { circular: true })],
    ['text in GBK', hex('D1F8C0CFBBFAB9B9')],
    ['binary data', hex('00010203 04050607')],
    ['nothing at all', Buffer.alloc(0)],
  ])('%s', async (_what, bytes) => {
    await expect(sniffBoth(bytes, 'photo.jpg')).rejects.toThrow(UnsupportedType);
  });

  it('and says what it was', async () => {
    await expect(sniff(filled(Buffer.from('MZ')))).rejects.toMatchObject({ found: 'application/x-msdownload' });
  });

  it.each([1, 63, 64, 65, 65_530, 65_535])('script that starts at byte %d, wherever the file is cut into pieces', async (at) => {
    const bytes = Buffer.from(`${'a'.repeat(at)}<script>alert(1)</script>${'b'.repeat(100_000)}`);
    await expect(sniffBoth(bytes)).rejects.toThrow(UnsupportedType);
  });
});
