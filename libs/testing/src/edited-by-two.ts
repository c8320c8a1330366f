import type { TestClient, TestResponse } from './test-client.js';

/** Versioned data of one kind, whose drafts people edit. */
export interface EditedDraft {
  /** Of all versions; one is below it by its id. */
  readonly path: string;
  /** What a draft is made of. */
  readonly made: object;
  /** What a person makes of it. */
  readonly changed: (mark: string) => object;
}

interface Answer {
  readonly id: string;
  readonly code?: string;
  readonly latest?: {
    readonly revision: number;
    readonly updatedAt: string;
    readonly updatedBy: { keyId: string; role: string };
  };
}

/**
 * Two people open the same draft and both change it, in every way in which one could undo the other's work.
 * @returns what each was answered: {@link answersToTwo} says what it has to be.
 */
export async function editedByTwo(mine: TestClient, theirs: TestClient, draft: EditedDraft): Promise<string[]> {
  const made = await mine.post<Answer>(draft.path, draft.made);
  const one = `${draft.path}/${made.body.id}`;
  const heard: string[] = [];
  const hear = ({ status, body, headers }: TestResponse<Answer>): TestResponse<Answer> => {
    heard.push(`${String(status)} ${body.code ?? tagOf({ headers })}`);
    return { status, body, headers };
  };
  const save = async (client: TestClient, mark: string, match?: string): Promise<Answer> =>
    hear(await client.put<Answer>(one, draft.changed(mark), match === undefined ? {} : { 'if-match': match })).body;
  const activate = async (match: string): Promise<void> =>
    void hear(await theirs.post<Answer>(`${one}/activate`, {}, { 'if-match': match }));

  const opened = tagOf(hear(await theirs.get<Answer>(one)));
  await save(mine, 'mine', tagOf(made));
  const before = await theirs.get<object>(one);
  const { latest } = await save(theirs, 'theirs', opened);
  await save(theirs, 'theirs', 'W/"2"');
  await save(theirs, 'theirs');
  await activate(opened);
  const after = await theirs.get<object>(one);
  heard.push(JSON.stringify(after.body) === JSON.stringify(before.body) ? 'nothing has changed' : 'it was changed');
  heard.push(isTold(latest, mine.keyId) ? 'told who and when' : JSON.stringify(latest));
  await save(theirs, 'theirs', '*');
  await activate('"3"');
  // Pressed twice, it is active all the same.
  await activate('"3"');
  await save(mine, 'late', '"3"');
  return heard;
}

const tagOf = ({ headers }: Pick<TestResponse, 'headers'>): string => headers.get('etag') ?? '';

/** How far the clocks of database and test may be apart. */
const CLOCKS_APART_MAX_MS = 600_000;

const isTold = (latest: Answer['latest'], keyId: string | undefined): boolean =>
  latest?.revision === 2 &&
  latest.updatedBy.keyId === keyId &&
  latest.updatedBy.role === 'merchant' &&
  Math.abs(Date.parse(latest.updatedAt) - Date.now()) < CLOCKS_APART_MAX_MS;

/** What {@link editedByTwo} has to be answered. @param code what the codes of the kind begin with. */
export const answersToTwo = (code: string): string[] => [
  ...['200 "1"', '200 "2"', `412 ${code}_CHANGED`, `412 ${code}_CHANGED`, '428 PRECONDITION_REQUIRED'],
  ...[`412 ${code}_CHANGED`, 'nothing has changed', 'told who and when'],
  ...['200 "3"', '200 "3"', '200 "3"', `409 ${code}_NOT_DRAFT`],
];
