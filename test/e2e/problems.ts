import { expect } from '@jest/globals';
import type { Answer } from '../harness/api.js';

/** RFC 9457 problem details as every service answers them. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  errors: { pointer: string; code: string; detail: string }[];
  traceId: string;
}

export interface ExpectedProblem {
  readonly status: number;
  readonly code?: string;
  /** A field that must be named. */
  readonly pointer?: string;
}

/** Checks that an answer is a whole problem document that says what is wrong and where, and nothing of our insides. */
export function expectProblem(answer: Answer<unknown>, { status, code, pointer }: ExpectedProblem): Problem {
  const body = answer.body as Problem;
  expect({ status: answer.status, body }).toMatchObject({ status, body: code === undefined ? {} : { code } });
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(body).toEqual({
    type: expect.stringMatching(/^urn:kervan:problem:/),
    title: expect.stringMatching(/./),
    status,
    code: expect.stringMatching(/^[A-Z][A-Z0-9_]+$/),
    detail: expect.stringMatching(/./),
    errors: expect.any(Array),
    traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
  for (const error of body.errors) {
    expect(error).toEqual({
      pointer: expect.any(String),
      code: expect.stringMatching(/^[A-Z][A-Z0-9_]+$/),
      detail: expect.stringMatching(/./),
    });
  }
  if (pointer !== undefined) expect(body.errors.map((error) => error.pointer)).toContain(pointer);
  expect(JSON.stringify(body)).not.toMatch(/\bat \S+ \(|node_modules|\.ts:\d|SELECT |INSERT |_pkey/);
  return body;
}
