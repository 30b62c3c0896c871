import type { ThemeConfig } from 'antd';

/** Ink on paper with a seal's red. Every pair that carries text has a contrast of 4.5 : 1 or more. */
export const COLOURS = {
  red: '#8f1d21',
  redSoft: '#f8eceb',
  ink: '#1f2429',
  inkSoft: '#4d565e',
  inkFaint: '#667079',
  paper: '#f5f4f1',
  line: '#dfddd8',
  late: '#a8200d',
  lateSoft: '#fdeeea',
  soon: '#8a5300',
  soonSoft: '#fdf3df',
  calm: '#23634a',
  calmSoft: '#eaf4ef',
  link: '#1d4f80',
  linkSoft: '#eaf1f8',
} as const;

export const FONT =
  '"Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, -apple-system, sans-serif';

/** How Ant Design looks in the console: dense enough for a day's work, calm, square-ish. */
export const THEME: ThemeConfig = {
  cssVar: { key: 'anlao' },
  token: {
    colorPrimary: COLOURS.red,
    colorInfo: COLOURS.link,
    colorLink: COLOURS.link,
    colorSuccess: COLOURS.calm,
    colorWarning: COLOURS.soon,
    colorError: COLOURS.late,
    colorSuccessBg: COLOURS.calmSoft,
    colorWarningBg: COLOURS.soonSoft,
    colorErrorBg: COLOURS.lateSoft,
    colorInfoBg: COLOURS.linkSoft,
    colorInfoBorder: '#b9cde0',
    colorText: COLOURS.ink,
    colorTextSecondary: COLOURS.inkSoft,
    colorTextTertiary: COLOURS.inkFaint,
    colorTextDescription: COLOURS.inkSoft,
    colorTextPlaceholder: COLOURS.inkFaint,
    colorBgLayout: COLOURS.paper,
    colorBorderSecondary: COLOURS.line,
    fontFamily: FONT,
    fontSize: 14,
    borderRadius: 6,
    wireframe: false,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.18s',
    controlOutline: 'rgba(143, 29, 33, 0.18)',
  },
  components: {
    Menu: {
      itemSelectedBg: COLOURS.redSoft,
      itemSelectedColor: COLOURS.red,
      itemHeight: 40,
      itemBorderRadius: 6,
      groupTitleColor: COLOURS.inkFaint,
    },
    Table: { headerBg: '#faf9f7', headerColor: COLOURS.inkSoft, rowHoverBg: '#faf7f4', cellPaddingBlock: 10 },
    Card: { headerFontSize: 15, headerHeight: 46 },
    Layout: { siderBg: '#ffffff', headerBg: '#ffffff', bodyBg: COLOURS.paper },
  },
};
