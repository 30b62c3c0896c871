import { COLOURS, FONT } from '../theme.ts';

/** Colours that mean one thing in one chart and another in the next. */
export const AMBER = '#d99a2b';
export const OCHRE = '#b97a1a';
const SLATE = '#6d7f9c';
const PLUM = '#8c5a9e';

/** Colours of the types of cases, the same in every chart; they also differ in lightness. */
export const TYPE_COLOURS: Record<string, string> = {
  complaint: COLOURS.red,
  rectification: OCHRE,
  filingCheck: COLOURS.link,
  referral: COLOURS.inkSoft,
};
export const RUNG_COLOURS: Record<string, string> = {
  remind: '#a9b8b0',
  overdue: AMBER,
  urge: OCHRE,
  circulate: SLATE,
  supervise: '#b5482f',
  propose: PLUM,
  refer: COLOURS.red,
};
/** Colours of measures against institutions. */
export const MEASURE_COLOURS: Record<string, string> = {
  orderSuspension: COLOURS.red,
  openJointEnforcement: AMBER,
  listForSupervision: SLATE,
  reportToGovernment: PLUM,
};

const TEXT = { color: COLOURS.inkSoft, fontSize: 12 };

/** How all charts look: quiet axes, a legend above, the numbers on hovering. */
export const QUIET = {
  textStyle: { fontFamily: FONT }, // widths of labels are measured in it
  grid: { left: 8, right: 32, top: 40, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
  legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 8, itemGap: 16, textStyle: TEXT },
  tooltip: { trigger: 'axis', confine: true, axisPointer: { type: 'shadow' } },
};
export const categoryAxis = (data: readonly string[]) => ({
  type: 'category',
  data,
  axisTick: { show: false },
  axisLine: { lineStyle: { color: COLOURS.line } },
  axisLabel: TEXT,
});
export const valueAxis = (more: Record<string, unknown> = {}) => ({
  type: 'value',
  minInterval: 1,
  splitLine: { lineStyle: { color: '#ecebe7' } },
  axisLabel: TEXT,
  ...more,
});
