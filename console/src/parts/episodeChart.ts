// Alerts as bars on a line of time, one lane for each entity.
import { CustomChart } from 'echarts/charts';
import { DataZoomComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { CustomSeriesRenderItem } from 'echarts';
import { type Episode, FATES, type Fate } from '../data/trials';
import type { Palette } from '../theme';
import { zoneOffset } from '../words';

echarts.use([CustomChart, GridComponent, TooltipComponent, LegendComponent, DataZoomComponent, CanvasRenderer]);

export interface Lane {
  readonly label: string;
  readonly episodes: readonly Episode[];
}

export interface EpisodeView {
  readonly lanes: readonly Lane[];
  readonly from: number;
  readonly to: number;
  readonly names: Readonly<Record<Fate, string>>;
  /** What is told of one when it is pointed at. */
  readonly tell: (lane: string, episode: Episode) => string;
}

export interface EpisodeChart {
  draw(view: EpisodeView, colours: Palette): void;
  resize(): void;
  close(): void;
}

export const LANE_PX = 24;
const BAR_PX = 12;
const LEAST_PX = 3;

// ECharts knows UTC and the browser's zone only: shifted by its offset, the city's zone looks like UTC.
function shift(at: number): number {
  return at + zoneOffset(at);
}

const bar: CustomSeriesRenderItem = (_, api) => {
  const lane = api.value(0);
  const start = api.coord([api.value(1), lane]);
  const end = api.coord([api.value(2), lane]);
  const [x = 0, y = 0] = start;
  const width = Math.max(LEAST_PX, (end[0] ?? x) - x);
  return { type: 'rect', shape: { x, y: y - BAR_PX / 2, width, height: BAR_PX, r: 2 }, style: { fill: api.visual('color') as string } };
};

function data(view: EpisodeView, fate: Fate) {
  return view.lanes.flatMap(({ episodes }, lane) =>
    episodes.filter((each) => each.fate === fate).map((each) => ({
      value: [lane, shift(Date.parse(each.raised)), shift(each.cleared ? Date.parse(each.cleared) : view.to)],
      episode: each,
    })),
  );
}

function option(view: EpisodeView, colours: Palette) {
  const fill: Readonly<Record<Fate, string>> = { same: colours.info, new: colours.warn, gone: colours.muted };
  const shown = FATES.filter((fate) => view.lanes.some((lane) => lane.episodes.some((each) => each.fate === fate)));
  return {
    useUTC: true,
    animation: false,
    grid: { left: 4, right: 16, top: 30, bottom: 34, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 8, textStyle: { color: colours.muted, fontSize: 12 } },
    tooltip: {
      confine: true,
      backgroundColor: colours.raised,
      borderColor: colours.line,
      textStyle: { color: colours.text, fontSize: 12 },
      renderMode: 'richText' as const,
      formatter: (item: unknown) => {
        const { data: given } = item as { data: { value: readonly number[]; episode: Episode } };
        return view.tell(view.lanes[given.value[0] ?? 0]?.label ?? '', given.episode);
      },
    },
    dataZoom: [{ type: 'inside' as const, filterMode: 'weakFilter' as const }],
    xAxis: {
      type: 'time' as const,
      min: shift(view.from),
      max: shift(view.to),
      axisLine: { lineStyle: { color: colours.line } },
      axisLabel: { color: colours.muted, hideOverlap: true, fontSize: 11, formatter: { day: '{MM}-{dd}', hour: '{HH}:{mm}', minute: '{HH}:{mm}' } },
      splitLine: { show: true, lineStyle: { color: colours.line, opacity: 0.5 } },
    },
    yAxis: {
      type: 'category' as const,
      inverse: true,
      data: view.lanes.map((each) => each.label),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.line } },
      axisLabel: { color: colours.text, fontSize: 12, width: 150, overflow: 'truncate' as const },
    },
    series: shown.map((fate) => ({
      type: 'custom' as const,
      name: view.names[fate],
      itemStyle: { color: fill[fate] },
      renderItem: bar,
      encode: { x: [1, 2], y: 0 },
      data: data(view, fate),
    })),
  };
}

export function openEpisodeChart(element: HTMLElement): EpisodeChart {
  const chart = echarts.init(element);
  return {
    draw: (view, colours) => chart.setOption(option(view, colours), true),
    resize: () => chart.resize(),
    close: () => chart.dispose(),
  };
}
