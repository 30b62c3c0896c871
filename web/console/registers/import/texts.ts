import { texts } from '../../../shared/texts.ts';

/** What became of the rows so far. */
interface SoFar {
  taken: number;
  alreadyThere: number;
  duplicates: number;
  notTaken: number;
}
const dealtWith = ({ taken, alreadyThere, duplicates, notTaken }: SoFar): number => taken + alreadyThere + duplicates + notTaken;

export const IMPORT_TEXTS = texts(
  {
    title: '批量导入',
    kind: '导入内容',
    kinds: { institutions: '养老机构', complaints: '投诉举报' },
    note: '中途断开也不会重复或遗漏：同一来源的编号只登记一次，再次提交同一文件会接着处理。',
    file: '数据文件（CSV，UTF-8 编码；或 XLSX 的第一张表，首行为列名）',
    choose: '选择文件',
    map: '列的对应关系（JSON）',
    mapNote: '说明文件的哪一列是什么。可以选择 JSON 文件，或从范例改写。',
    chooseMap: '选择 JSON 文件',
    useExample: '套用范例',
    download: '下载范例',
    notJson: '对应关系不是 JSON',
    start: '开始导入',
    sending: '正在上传',
    working: '已上传，正在逐行登记，大文件需要几分钟。请不要关闭此页。',
    progress: '导入进度',
    soFar: (rows: SoFar) =>
      `已处理 ${dealtWith(rows)} 行：新登记 ${rows.taken}，已有 ${rows.alreadyThere}，重复 ${rows.duplicates}，未导入 ${rows.notTaken}`,
    rows: '行数',
    taken: '新登记',
    alreadyThere: '已有',
    duplicates: '重复行',
    notTakenCount: '未导入',
    unmatched: '机构待确认的案件',
    result: '导入结果',
    left: (n: number) => `已处理完毕，有 ${n} 行未导入，改正后可再次提交同一文件`,
    line: '行号',
    reason: '未导入的原因',
    saveRows: '下载未导入的行（CSV）',
    all: '每一行都已登记',
  },
  {
    title: 'Import',
    kind: 'What to import',
    kinds: { institutions: 'Institutions', complaints: 'Complaints' },
    note: 'Nothing is lost or taken twice when it breaks off: a number of a source is taken once, and the same file sent again goes on where it was.',
    file: 'File (CSV in UTF-8, or the first sheet of an XLSX; its first row names the columns)',
    choose: 'Choose a file',
    map: 'How the columns are read (JSON)',
    mapNote: 'Says which column is what. Choose a JSON file, or write it from the example.',
    chooseMap: 'Choose a JSON file',
    useExample: 'Use the example',
    download: 'Download the example',
    notJson: 'This is not JSON',
    start: 'Import',
    sending: 'Uploading',
    working: 'Uploaded; row after row is being taken, which takes minutes for a large file. Keep this page open.',
    progress: 'How far the import is',
    soFar: (rows: SoFar) =>
      `${dealtWith(rows)} rows so far: ${rows.taken} taken, ${rows.alreadyThere} there already, ${rows.duplicates} repeated, ${rows.notTaken} not taken`,
    rows: 'Rows',
    taken: 'Taken',
    alreadyThere: 'There already',
    duplicates: 'Repeated',
    notTakenCount: 'Not taken',
    unmatched: 'Cases whose institution is to be identified',
    result: 'What became of the file',
    left: (n: number) => `${n} rows were not taken; mend them and send the same file again`,
    line: 'Line',
    reason: 'Why it was not taken',
    saveRows: 'Download the rows not taken (CSV)',
    all: 'Every row was taken',
  },
);
