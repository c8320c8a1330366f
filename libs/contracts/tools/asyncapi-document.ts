import { stringify } from 'yaml';
import { allEvents, topics, compactedTopics } from '../src/index.js';
import { jsonSchemas, REF_PREFIX, type JsonSchema } from './json-schemas.js';

const headers: JsonSchema = {
  type: 'object',
  required: [
    'ce_specversion',
    'ce_id',
    'ce_type',
    'ce_source',
    'ce_time',
    'ce_dataversion',
    'ce_merchantid',
    'ce_keyversion',
    'ce_correlationid',
  ],
  properties: {
    ce_specversion: { type: 'string', enum: ['1.0'] },
    ce_id: { type: 'string', format: 'uuid' },
    ce_type: { type: 'string' },
    ce_source: { type: 'string' },
    ce_time: { type: 'string', format: 'date-time' },
    ce_subject: { type: 'string' },
    ce_dataversion: { type: 'string', pattern: '^[0-9]+$' },
    ce_merchantid: { type: 'string', format: 'uuid' },
    ce_keyversion: { type: 'string', pattern: '^[0-9]+$' },
    ce_correlationid: { type: 'string' },
    ce_causationid: { type: 'string' },
    ce_traceparent: { type: 'string' },
    ce_skipped: { type: 'string', enum: ['true'] },
  },
};

const messageName = (type: string, version: number): string => `${type}.v${String(version)}`;

/** The AsyncAPI 3 document of all topics, as YAML. The same contracts give the same bytes. */
export function asyncApiDocument(): string {
  const events = allEvents();
  const channels = Object.fromEntries(
    Object.entries(topics).map(([name, address]) => [
      name,
      {
        address,
        description: compactedTopics.includes(address)
          ? 'Compacted: the newest message per key is the whole truth.'
          : 'Ordered per key.',
        messages: Object.fromEntries(
          events
            .filter(({ info }) => info.topic === address)
            .map(({ info }) => [
              messageName(info.type, info.version),
              { $ref: `#/components/messages/${messageName(info.type, info.version)}` },
            ]),
        ),
      },
    ]),
  );
  const operations = Object.fromEntries(
    Object.keys(topics).map((name) => [`publish-${name}`, { action: 'send', channel: { $ref: `#/channels/${name}` } }]),
  );
  const messages = Object.fromEntries(
    events.map(({ eventClass, info }) => [
      messageName(info.type, info.version),
      {
        name: info.type,
        contentType: 'application/json',
        headers: { $ref: `${REF_PREFIX}CloudEventHeaders` },
        payload: { $ref: `${REF_PREFIX}${eventClass.name}` },
      },
    ]),
  );
  return stringify(
    {
      asyncapi: '3.0.0',
      info: {
        title: 'Kervan events',
        version: '1.0.0',
        description: 'CloudEvents 1.0 in binary mode on Apache Kafka. Generated from libs/contracts by `npm run docs`.',
        license: { name: 'MIT' },
      },
      defaultContentType: 'application/json',
      channels,
      operations,
      components: { messages, schemas: { CloudEventHeaders: headers, ...jsonSchemas() } },
    },
    { aliasDuplicateObjects: false, lineWidth: 120 },
  );
}
