import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
  type ChartDataset,
} from 'chart.js';
import { chartColours, type ChartColours } from './chart-colours.ts';

Chart.register(
  BarController,
  BarElement,
  LineController,
  LineElement,
  PointElement,
  CategoryScale,
  LinearScale,
  Tooltip,
  Legend,
);

/** One row of bars, or one line. */
export interface Series {
  readonly name: string;
  readonly values: readonly (number | null)[];
  readonly kind: 'bars' | 'line' | 'dashed';
  readonly colour: 'pine' | 'lamp-glow' | 'danger' | 'line-strong';
}

export interface ChartSpec {
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  /** Bars lie instead of standing: for names that need room. */
  readonly lying?: boolean;
  /** Bars of one label on top of each other. */
  readonly stacked?: boolean;
  /** Of the values, such as “hours”. */
  readonly unit?: string;
}

/** Draws a chart in the colours of the page. Gives what takes it away again. */
export function drawChart(canvas: HTMLCanvasElement, spec: ChartSpec): () => void {
  const colours = chartColours();
  const { lying = false, stacked = false, unit } = spec;
  const font = { family: getComputedStyle(document.body).fontFamily, size: 13 };
  const names = {
    stacked,
    grid: { display: false },
    border: { color: colours['line-strong'] },
    ticks: { color: colours['ink-soft'], font, maxRotation: 0, autoSkipPadding: 16 },
  };
  const values = {
    stacked,
    beginAtZero: true,
    grid: { color: colours.line },
    border: { display: false },
    ticks: {
      color: colours['ink-soft'],
      font,
      maxTicksLimit: 6,
      ...(unit === undefined && { precision: 0 }),
    },
    ...(unit !== undefined && {
      title: { display: true, text: unit, color: colours['ink-soft'], font },
    }),
  };
  const chart = new Chart(canvas, {
    type: 'bar',
    data: {
      labels: [...spec.labels],
      datasets: spec.series.map((series) => datasetOf(series, colours)) as ChartDataset<'bar'>[],
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      indexAxis: lying ? 'y' : 'x',
      interaction: { mode: 'index', intersect: false, axis: lying ? 'y' : 'x' },
      scales: lying ? { x: values, y: names } : { x: names, y: values },
      plugins: {
        legend: {
          display: spec.series.length > 1,
          align: 'start',
          labels: { color: colours.ink, font, usePointStyle: true, boxHeight: 9 },
        },
        tooltip: {
          backgroundColor: colours.ink,
          titleColor: colours.raised,
          bodyColor: colours.raised,
          titleFont: font,
          bodyFont: font,
          padding: 10,
        },
      },
    },
  });
  return () => chart.destroy();
}

function datasetOf({ name, values, kind, colour }: Series, colours: ChartColours): object {
  const drawn = colours[colour];
  const common = { label: name, data: [...values], borderColor: drawn, hoverBorderColor: drawn };
  if (kind === 'bars')
    return {
      ...common,
      type: 'bar',
      // Behind the lines.
      order: 1,
      pointStyle: 'rectRounded',
      backgroundColor: drawn,
      hoverBackgroundColor: drawn,
      borderRadius: 3,
      maxBarThickness: 26,
    };
  return {
    ...common,
    type: 'line',
    order: 0,
    pointStyle: 'circle',
    backgroundColor: drawn,
    hoverBackgroundColor: drawn,
    borderWidth: 2,
    ...(kind === 'dashed' && { borderDash: [5, 4] }),
    pointRadius: values.length > 40 ? 0 : 2.5,
    pointHoverRadius: 4,
    spanGaps: true,
  };
}
