import { dimensions, type Dimension, type Measure, type MeasureDescription, type Worded } from './measure.js';
import { predictedLifetimeValue } from './predicted-lifetime-value.js';
import { salesMeasures } from './sales-measures.js';
import { serviceMeasures } from './service-measures.js';
import { supplyMeasures } from './supply-measures.js';
import { intervals } from './wordings.js';

/** What can be asked of a measure. */
export interface CatalogueEntry extends Omit<MeasureDescription, 'interval'> {
  readonly interval: Worded;
  readonly filters: readonly Dimension[];
  readonly groupBy: readonly Dimension[];
  /** Whether two dimensions can be told apart at once: not where a case may have several values of both. */
  readonly pairs: boolean;
}

/** Measures that the database works out. */
export const measures: ReadonlyMap<string, Measure> = new Map(
  [...salesMeasures, ...serviceMeasures, ...supplyMeasures].map((measure) => [measure.id, measure]),
);

export const filtersOf = ({ source }: Measure): Dimension[] => dimensions.filter((name) => source.columns[name]);

export const groupingsOf = (measure: Measure): Dimension[] =>
  dimensions.filter((name) => measure.source.columns[name] ?? measure.hits?.dimension === name);

/** Every measure there is, in the order in which the page shows them. */
export const catalogue: readonly CatalogueEntry[] = [...measures.values()].flatMap((measure) => {
  const lists = Object.values(measure.source.columns).filter(({ isList }) => isList);
  const entry = entryOf(measure, filtersOf(measure), groupingsOf(measure), lists.length < 2);
  const isHistoric = measure.id === 'customer-lifetime-value-historic';
  return isHistoric ? [entry, entryOf(predictedLifetimeValue, ['merchant', 'country'], [], false)] : [entry];
});

function entryOf(
  { id, unit, title, definition, dated, interval, perCurrency, better }: MeasureDescription,
  filters: readonly Dimension[],
  groupBy: readonly Dimension[],
  pairs: boolean,
): CatalogueEntry {
  return {
    ...{ id, unit, title, definition, dated, perCurrency, better, filters, groupBy, pairs },
    interval: interval ?? intervals.none,
  };
}
