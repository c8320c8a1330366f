import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { parse } from 'yaml';

const folder = 'deploy/observability';
const METRIC = /\b(?:kervan|http|process|nodejs)_[a-z0-9_]+\b/g;

interface Dashboard {
  readonly panels: {
    readonly id: number;
    readonly title: string;
    readonly type: string;
    readonly gridPos: { x: number; y: number; w: number; h: number };
    readonly targets?: { readonly expr: string }[];
  }[];
}
interface Rules {
  readonly groups: { readonly rules: { readonly alert: string; readonly expr: string; annotations: object }[] }[];
}

const readRules = (): Rules['groups'][number]['rules'] => {
  const { groups } = parse(readFileSync(join(folder, 'rules/kervan.rules.yml'), 'utf8')) as Rules;
  return groups.flatMap(({ rules }) => rules);
};
const dashboards = readdirSync(join(folder, 'grafana/dashboards')).map(
  (file) => JSON.parse(readFileSync(join(folder, 'grafana/dashboards', file), 'utf8')) as Dashboard,
);

/** Names as services export them: what the sources declare, and what prom-client itself adds. */
function exported(): Set<string> {
  const sources = ['apps', 'libs'].flatMap((top) =>
    readdirSync(top, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && file.includes('src'))
      .map((file) => readFileSync(join(top, file), 'utf8')),
  );
  const declared = sources.flatMap((source) => [...source.matchAll(/name: '((?:kervan|http)_[a-z_]+)'/g)]);
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const names = declared.map(([, name]) => name ?? '');
  return new Set([...names, ...registry.getMetricsAsArray().map(({ name }) => name)]);
}

const asked = (expressions: readonly string[]): string[] => [
  ...new Set(
    expressions.flatMap((text) => text.match(METRIC) ?? []).map((name) => name.replace(/_(bucket|count|sum)$/, '')),
  ),
];

describe('what operations look at', () => {
  it('asks only for metrics that services export', () => {
    const expressions = [
      ...readRules().map(({ expr }) => expr),
      ...dashboards.flatMap(({ panels }) => panels.flatMap(({ targets }) => (targets ?? []).map(({ expr }) => expr))),
    ];
    const known = exported();
    expect(asked(expressions).filter((name) => !known.has(name))).toEqual([]);
    expect(asked(expressions).length).toBeGreaterThan(15);
  });

  it('says for every alarm what is true and what to do', () => {
    for (const { annotations } of readRules()) {
      expect(annotations).toEqual({ summary: expect.any(String), action: expect.any(String) });
    }
  });

  it('has panels that do not lie on each other, each with an id of its own', () => {
    for (const { panels } of dashboards) {
      expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
      const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
        Array.from({ length: w * h }, (_, cell) => `${String(x + (cell % w))},${String(y + Math.floor(cell / w))}`),
      );
      expect(new Set(cells).size).toBe(cells.length);
    }
  });
});
