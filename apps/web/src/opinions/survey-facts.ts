import { type ScoreCount, type Sentiment, sentiments, type SurveyKind, type TopicCount } from '../api/types.js';

/** The least and the best score of each kind of survey. */
export const scales: Readonly<Record<SurveyKind, readonly [min: number, max: number]>> = {
  nps: [0, 10],
  csat: [1, 5],
  ces: [1, 7],
};

export interface KindFigures {
  answered: number;
  unanswered: number;
  /** Every score of the scale, the least first, also those that nobody gave. */
  scores: readonly { score: number; surveys: number }[];
}

/** What customers answered to one kind of survey. */
export function figuresOf(kind: SurveyKind, items: readonly ScoreCount[]): KindFigures {
  const own = items.filter((item) => item.kind === kind);
  const countOf = (score: number | null): number =>
    own.filter((item) => item.score === score).reduce((sum, { surveys }) => sum + surveys, 0);
  const [min, max] = scales[kind];
  const scores = Array.from({ length: max - min + 1 }, (_, place) => min + place).map((score) => ({
    score,
    surveys: countOf(score),
  }));
  return { answered: scores.reduce((sum, { surveys }) => sum + surveys, 0), unanswered: countOf(null), scores };
}

export interface TopicRow {
  /** Null: about nothing that is known. */
  topic: string | null;
  counts: Readonly<Record<Sentiment, number>>;
}

const totalOf = ({ counts }: TopicRow): number => sentiments.reduce((sum, sentiment) => sum + counts[sentiment], 0);

/** Comments that are about the same, put together: the most talked about first, those about nothing known last. */
export function topicRows(comments: readonly TopicCount[]): TopicRow[] {
  const topics = [...new Set(comments.map(({ topic }) => topic))];
  const rows = topics.map((topic): TopicRow => {
    const countOf = (sentiment: Sentiment): number =>
      comments
        .filter((count) => count.topic === topic && count.sentiment === sentiment)
        .reduce((sum, count) => sum + count.comments, 0);
    return {
      topic,
      counts: { positive: countOf('positive'), neutral: countOf('neutral'), negative: countOf('negative') },
    };
  });
  return rows.sort((a, b) => Number(a.topic === null) - Number(b.topic === null) || totalOf(b) - totalOf(a));
}
