/**
 * Horizontal bars, drawn by ECharts as SVG. Loaded when the overview is opened, so that the window's start does not
 * wait for it (default export, for React.lazy). What the bars say, the table beside them says too.
 */
import { BarChart, type BarSeriesOption } from 'echarts/charts';
import {
  GridComponent,
  type GridComponentOption,
  LegendComponent,
  type LegendComponentOption,
} from 'echarts/components';
import { type ComposeOption, type EChartsType, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

use([BarChart, GridComponent, LegendComponent, SVGRenderer]);

type Option = ComposeOption<BarSeriesOption | GridComponentOption | LegendComponentOption>;

/** Told apart on black and white paper as well: filled, striped, dotted. */
export type Fill = 'solid' | 'striped' | 'dotted';

export interface BarSeries {
  readonly name: string;
  /** A colour of styles/tokens.css: the drawing follows the theme by itself. */
  readonly token: string;
  readonly fill: Fill;
}

export interface BarRow {
  readonly key: string;
  readonly name: string;
  /** One for each series; a row is as long as all of them together. */
  readonly values: readonly number[];
}

interface Props {
  readonly series: readonly BarSeries[];
  readonly rows: readonly BarRow[];
  /** Everything the drawing says, in a sentence, for screen readers. */
  readonly description: string;
  readonly onChoose: (key: string) => void;
}

const rowHeight = 26;
const legendHeight = 26;

export function heightOf(series: number, rows: number): number {
  return rows * rowHeight + (series > 1 ? legendHeight : 0);
}

/** Pixels between the margins of an A4 page. */
const paperWidth = 680;

export default function Bars({ series, rows, description, onChoose }: Props) {
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const choose = useRef<(row: number) => void>(() => {});
  choose.current = (row) => {
    const key = rows[row]?.key;
    if (key !== undefined) onChoose(key);
  };

  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    const made = init(element, null, { renderer: 'svg' });
    chart.current = made;
    const rowAt = (event: { offsetY: number }) => made.convertFromPixel({ yAxisIndex: 0 }, event.offsetY);
    // The whole row takes the click, with its name: some bars are very short.
    made.getZr().on('click', (event) => choose.current(rowAt(event)));
    const fit = (): void => made.resize();
    const fitPaper = (): void => {
      made.resize({ width: paperWidth });
      // The page is taken at once.
      made.getZr().flush();
    };
    const observer = new ResizeObserver(fit);
    observer.observe(element);
    window.addEventListener('beforeprint', fitPaper);
    window.addEventListener('afterprint', fit);
    return () => {
      observer.disconnect();
      window.removeEventListener('beforeprint', fitPaper);
      window.removeEventListener('afterprint', fit);
      made.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    if (!chart.current || !holder.current) return;
    chart.current.setOption(optionOf(series, rows, getComputedStyle(holder.current).fontFamily), { notMerge: true });
  }, [series, rows]);

  return (
    <div
      ref={holder}
      className="bars"
      role="img"
      aria-label={description}
      style={{ height: heightOf(series.length, rows.length) }}
    />
  );
}

function optionOf(series: readonly BarSeries[], rows: readonly BarRow[], fontFamily: string): Option {
  const total = (row: BarRow): number => row.values.reduce((sum, value) => sum + value, 0);
  const words = { fontFamily, fontSize: 12, color: 'var(--ink)' };
  const common = { type: 'bar', stack: 'all', barWidth: 14, silent: true } as const;
  return {
    animation: false,
    textStyle: { fontFamily },
    grid: { left: 172, right: 44, top: 0, bottom: series.length > 1 ? legendHeight : 0 },
    legend: {
      show: series.length > 1,
      data: series.map(({ name }) => name),
      left: 172,
      bottom: 0,
      itemWidth: 18,
      itemHeight: 11,
      selectedMode: false,
      textStyle: words,
    },
    xAxis: { type: 'value', show: false, min: 0, max: Math.max(1, ...rows.map(total)) },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map(({ name }) => name),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: 'var(--line)' } },
      axisLabel: { ...words, width: 158, overflow: 'truncate', margin: 8, interval: 0 },
    },
    series: [
      ...series.map(({ name, token, fill }, at) => ({
        ...common,
        name,
        // A bar of nothing would still have its border.
        data: rows.map((row) => row.values[at] || '-'),
        itemStyle: {
          color: `var(${token})`,
          borderColor: `var(${token})`,
          borderWidth: 1,
          decal: decals[fill],
        },
      })),
      // Nothing long, at the end of the row: it carries the sum.
      {
        ...common,
        data: rows.map(() => 0),
        label: {
          ...words,
          show: true,
          position: 'right',
          formatter: ({ dataIndex }) => String(total(rows[dataIndex] as BarRow)),
        },
      },
    ],
  };
}

/** In the colour of the paper, on the bar's own. */
const decals = {
  solid: { symbol: 'none' },
  striped: { symbol: 'rect', color: 'var(--panel)', dashArrayX: [1, 0], dashArrayY: [3, 3], rotation: -Math.PI / 4 },
  dotted: {
    symbol: 'circle',
    color: 'var(--panel)',
    symbolSize: 0.9,
    dashArrayX: [
      [5, 5],
      [0, 5, 5, 0],
    ],
    dashArrayY: [5, 0],
  },
} satisfies Record<Fill, object>;
