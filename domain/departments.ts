/** A department that letters go to: its code, its names, and the words by which people write of it. */
export interface Department {
  code: string;
  zh: string;
  en: string;
  words: readonly string[];
}

/** The departments that the five documents name as working with civil affairs. */
export const DEPARTMENTS: readonly Department[] = [
  { code: 'CIVIL_AFFAIRS', zh: '民政部门', en: 'County-level civil affairs bureau', words: ['民政局', '民政部门'] },
  { code: 'REGISTRATION_AUTHORITY', zh: '登记管理机关', en: 'Registration authority', words: ['登记管理机关'] },
  {
    code: 'PUBLIC_INSTITUTION_REGISTRY',
    zh: '事业单位登记管理机关',
    en: 'Public-institution registration authority',
    words: ['事业单位登记', '编办', '编制委员会'],
  },
  { code: 'TOWNSHIP', zh: '乡镇', en: 'Township or sub-district authority', words: ['乡镇', '街道办', '镇人民政府', '乡人民政府'] },
  { code: 'HEALTH', zh: '卫健部门', en: 'Health', words: ['卫健', '卫生健康'] },
  { code: 'HOUSING', zh: '住建部门', en: 'Housing and urban-rural development', words: ['住建', '住房和城乡建设', '住房城乡建设'] },
  { code: 'MARKET_REGULATION', zh: '市场监管部门', en: 'Market regulation', words: ['市监', '市场监管', '市场监督'] },
  { code: 'FIRE_RESCUE', zh: '消防救援机构', en: 'Fire rescue', words: ['消防'] },
  { code: 'PUBLIC_SECURITY', zh: '公安机关', en: 'Public security', words: ['公安', '派出所'] },
  { code: 'MEDICAL_INSURANCE', zh: '医保局', en: 'Medical insurance', words: ['医保', '医疗保障'] },
  { code: 'AUDIT', zh: '审计局', en: 'Audit', words: ['审计'] },
  { code: 'DEVELOPMENT_REFORM', zh: '发改局', en: 'Development and reform', words: ['发改', '发展改革', '发展和改革'] },
  { code: 'HUMAN_RESOURCES', zh: '人社局', en: 'Human resources and social security', words: ['人社', '人力资源'] },
  { code: 'NATURAL_RESOURCES', zh: '自然资源局', en: 'Natural resources', words: ['自然资源'] },
  { code: 'EMERGENCY_MANAGEMENT', zh: '应急管理局', en: 'Emergency management', words: ['应急管理', '应急局'] },
  { code: 'PEOPLES_BANK', zh: '中国人民银行', en: "People's Bank of China branch", words: ['人民银行'] },
  {
    code: 'LOCAL_FINANCE_SUPERVISION',
    zh: '地方金融监管部门',
    en: 'Local financial supervision',
    words: ['地方金融', '金融办', '金融监管局'],
  },
  { code: 'BANKING_REGULATOR', zh: '中国银保监会', en: 'Banking and insurance regulator', words: ['银保监', '国家金融监督管理'] },
  {
    code: 'ILLEGAL_FUNDRAISING_LEAD',
    zh: '处置非法集资牵头部门',
    en: 'Lead body for illegal fund-raising',
    words: ['处置非法集资', '处非'],
  },
  { code: 'ECOLOGY', zh: '生态环境局', en: 'Ecology and environment', words: ['生态环境', '环保局'] },
  { code: 'FINANCE', zh: '财政部门', en: 'Finance', words: ['财政'] },
  { code: 'EDUCATION_SPORTS', zh: '教体局', en: 'Education and sports', words: ['教体', '教育'] },
  { code: 'COMMERCE', zh: '商务部门', en: 'Commerce', words: ['商务局', '商务部门'] },
  { code: 'STATE_ASSETS', zh: '国资部门', en: 'State assets', words: ['国资'] },
  { code: 'TAXATION', zh: '税务部门', en: 'Taxation', words: ['税务'] },
  { code: 'STATISTICS', zh: '统计部门', en: 'Statistics', words: ['统计'] },
  { code: 'JUSTICE', zh: '司法部', en: "Justice and people's mediation", words: ['司法'] },
  {
    code: 'DISCIPLINE_INSPECTION',
    zh: '纪检监察部门',
    en: 'Discipline inspection and supervision commission',
    words: ['纪检', '纪委', '监委'],
  },
  { code: 'PETITIONS', zh: '信访部门', en: 'Petitions', words: ['信访'] },
  { code: 'INSPECTION_TOUR', zh: '巡察机构', en: 'Inspection tour body', words: ['巡察'] },
  { code: 'COURT', zh: '人民法院', en: "People's court", words: ['法院'] },
  { code: 'PROCURATORATE', zh: '检察院', en: 'Procuratorate', words: ['检察院'] },
  { code: 'POLITICS_LAW', zh: '中央政法委', en: 'Central political-legal commission', words: ['政法委'] },
  { code: 'PEOPLES_GOVERNMENT', zh: '人民政府', en: "People's government (county)", words: ['县人民政府', '区人民政府', '市人民政府'] },
  { code: 'GOVERNMENT_OFFICE', zh: '人民政府办公室', en: 'Government office', words: ['政府办'] },
];

/** Whether a department has this code. */
export const isDepartment = (code: string): boolean => DEPARTMENTS.some((d) => d.code === code);

/** The department that a name means, however it is written: 丘北县市场监督管理局 is market regulation. Nothing when none fits or two do. */
export function departmentNamed(name: string): Department | undefined {
  const named = name.replaceAll(/\s/g, '');
  const fit = DEPARTMENTS.filter(({ words, zh }) => zh === named || words.some((word) => named.includes(word)));
  return fit.length === 1 ? fit[0] : undefined;
}
