import { BarChart, LineChart, TreemapChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

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
    const listener = (event: unknown) => {
      const { seriesName = '', name = '', dataIndex = 0 } = event as Partial<Clicked>;
      onClick({ seriesName, name, dataIndex });
    };
    drawn.on('click', listener);
    return () => void drawn.off('click', listener);
  }, [onClick]);
  return <div ref={place} role="img" aria-label={label} style={{ height, width: '100%' }} />;
}
