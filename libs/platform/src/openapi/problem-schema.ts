/** RFC 9457 problem details, as every error is answered. */
export const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'errors', 'traceId'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Constant; programs decide by it.' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'detail'],
        properties: {
          pointer: { type: 'string', description: 'JSON pointer into the body; /query/… and /path/… for the rest.' },
          code: { type: 'string' },
          detail: { type: 'string' },
        },
      },
    },
    traceId: { type: 'string' },
    latest: {
      type: 'object',
      description: 'With 412: the revision that somebody else saved, when (`updatedAt`) and who (`updatedBy`).',
    },
  },
};

/** The answer of every operation that went wrong. */
export const problemResponse = {
  description: 'Problem details (RFC 9457)',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};
