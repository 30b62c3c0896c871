import { BarChart, LineChart, TreemapChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { lineAt, linesOf } from './lines.ts';

echarts.use([BarChart, LineChart, TreemapChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, SVGRenderer]);

/** What was clicked: of which series, at which place of the axis; of a map, which part. */
export interface Clicked {
  seriesName: string;
  name: string;
  dataIndex: number;
}

/** A chart drawn as SVG. It is a picture: whoever cannot see it, or works by keyboard, has the table beside it. */
export default function Chart({
  option,
  height,
  label,
  onClick,
}: {
  option: Record<string, unknown>;
  height: number;
  label: string;
  onClick?: (clicked: Clicked) => void;
}) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<echarts.ECharts>(undefined);
  useEffect(() => {
    if (!place.current) return;
    const drawn = echarts.init(place.current, undefined, { renderer: 'svg' });
    chart.current = drawn;
    const watch = new ResizeObserver(() => drawn.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      drawn.dispose();
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption({ animation: false, ...option }, { notMerge: true });
  }, [option]);
  useEffect(() => {
    const drawn = chart.current;
    if (!drawn || !onClick) return;
    if (linesOf(option).length > 0) return openAtLines(drawn, option, onClick);
    const listener = (event: unknown) => {
      const { seriesName = '', name = '', dataIndex = 0 } = event as Partial<Clicked>;
      onClick({ seriesName, name, dataIndex });
    };
    drawn.on('click', listener);
    return () => void drawn.off('click', listener);
  }, [onClick, option]);
  return <div ref={place} role="img" aria-label={label} style={{ height, width: '100%' }} />;
}

/** Points on the edge of the plot reach out of it, in px. */
const EDGE_PX = 6;

/** Opens what is nearest to a click anywhere in the plot of lines. Answers how to stop that. */
function openAtLines(drawn: echarts.ECharts, option: Record<string, unknown>, onClick: (clicked: Clicked) => void): () => void {
  const zr = drawn.getZr();
  const isIn = (x: number, y: number) => [y, y + EDGE_PX].some((at) => drawn.containPixel('grid', [x, at]));
  const click = ({ offsetX: x, offsetY: y }: { offsetX: number; offsetY: number }) => {
    if (!isIn(x, y)) return;
    const [dataIndex = 0, height = 0] = drawn.convertFromPixel('grid', [x, y]);
    const { legend } = drawn.getOption() as { legend?: { selected?: Record<string, boolean> }[] };
    const shown = linesOf(option).filter(({ name }) => legend?.[0]?.selected?.[name] !== false);
    const line = lineAt(shown, dataIndex, height);
    if (line) onClick({ seriesName: line.name, name: line.name, dataIndex });
  };
  const point = ({ offsetX: x, offsetY: y }: { offsetX: number; offsetY: number }) => isIn(x, y) && zr.setCursorStyle('pointer');
  zr.on('click', click);
  zr.on('mousemove', point);
  return () => {
    zr.off('click', click);
    zr.off('mousemove', point);
  };
}
