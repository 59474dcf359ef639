// ECharts, with only what a line over time needs.
import { LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { Sample } from '../data/history';
import type { Palette } from '../theme';
import { number, zoneOffset } from '../words';

echarts.use([LineChart, GridComponent, TooltipComponent, LegendComponent, AriaComponent, CanvasRenderer]);

export interface Line {
  readonly name: string;
  readonly samples: readonly Sample[];
}

export interface Chart {
  draw(lines: readonly Line[], colours: Palette): void;
  resize(): void;
  close(): void;
}

const DOTS_UP_TO = 2;
// So many names fit in one row of the legend.
const ONE_ROW = 3;

// ECharts knows UTC and the browser's zone only: shifted by its offset, the city's zone looks like UTC.
function inCityZone([at, value]: Sample): [number, number] {
  return [at + zoneOffset(at), value];
}

function option(lines: readonly Line[], colours: Palette) {
  const drawn = [colours.accent, colours.info, colours.warn, colours.danger, colours.ok];
  return {
    useUTC: true,
    animation: false,
    color: drawn,
    grid: { left: 4, right: 14, top: lines.length > ONE_ROW ? 54 : 34, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 3, icon: 'roundRect', textStyle: { color: colours.muted, fontSize: 12 }, inactiveColor: colours.line },
    tooltip: {
      trigger: 'axis',
      confine: true,
      backgroundColor: colours.raised,
      borderColor: colours.line,
      textStyle: { color: colours.text, fontSize: 12 },
      valueFormatter: (value: unknown) => (typeof value === 'number' ? number(value) : '—'),
    },
    xAxis: {
      type: 'time',
      axisLine: { lineStyle: { color: colours.line } },
      axisLabel: { color: colours.muted, hideOverlap: true, fontSize: 11, formatter: { day: '{MM}-{dd}', hour: '{HH}:{mm}', minute: '{HH}:{mm}' } },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      axisLabel: { color: colours.muted, fontSize: 11 },
      splitLine: { lineStyle: { color: colours.line, opacity: 0.6 } },
    },
    series: lines.map((line, i) => ({
      type: 'line',
      name: line.name,
      data: line.samples.map(inCityZone),
      showSymbol: line.samples.length <= DOTS_UP_TO,
      lineStyle: { width: 1.8 },
      areaStyle: i === 0 ? { opacity: 0.12 } : undefined,
    })),
  };
}

export function openChart(element: HTMLElement): Chart {
  const chart = echarts.init(element);
  return {
    draw: (lines, colours) => chart.setOption(option(lines, colours), true),
    resize: () => chart.resize(),
    close: () => chart.dispose(),
  };
}
